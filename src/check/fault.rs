//! What single claims of a plan get wrong, where the place of the violation says the rest.

use serde::Serialize;

/// What a disposition says that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DispositionFault {
    /// The tier is not the book's.
    Tier,
    /// The cadence is neither the practice's nor its tier's.
    Cadence,
    /// The last visit is another day.
    LastVisit,
    /// The due date is not the last visit plus the target.
    Due,
    /// The liaison does not own the practice, or cannot visit it, or somebody could and nobody is named.
    Liaison,
    /// The number of visits is another.
    VisitCount,
    /// The practice is visited, though not planned.
    Visited,
    /// The cadence allows a visit earlier or later.
    FirstDay,
    /// The practice does receive liaisons.
    Receives,
    /// It receives no liaisons, and another reason is given.
    ReceivesNobody,
    /// The book says where the practice is.
    HasPlace,
    /// The book does not say where it is, and another reason is given.
    HasNoPlace,
    /// It rests by lot in all days, and another reason is given.
    Rests,
    /// It does not rest by lot in all days, or longer or shorter than is said.
    RestsNot,
    /// No visit is possible, and something else is said.
    Forbidden,
    /// The cadence allows no visit, and something else is said.
    TooEarly,
    /// Nobody can call in time, and something else is said.
    TooLate,
    /// There is time to call, or more than a call is missing.
    InTime,
    /// A visit is possible.
    Possible,
    /// The rhythm does not follow from the last visit and the price of time.
    Rhythm,
    /// The worth is not a number of referrals.
    Worth,
}

/// What a proof says that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProofFault {
    /// Other rules forbid the visit.
    Reasons,
    /// Another colleague could go, or nobody, or on other days.
    Colleague,
    /// There is room for the visit as things are.
    Room,
    /// Those who would give way are not visited on that day, or not in a row.
    GivesWay,
    /// Another exchange costs the plan less.
    Beaten,
    /// Even if they give way there is no room.
    NoRoomInPlace,
    /// Whether somebody was promised a visit is said wrongly.
    Promised,
    /// The day is full for other reasons.
    Binding,
    /// A change does not let the visit in.
    Change,
    /// The detour is another, or there is no room on that day.
    Detour,
    /// The next day with time to call, or the last day to call for it, is another.
    Call,
    /// The day is another.
    LaterDay,
    /// There is no rhythm, so no later day.
    NoRhythm,
    /// The figure is no number of referrals.
    Short,
    /// What is lost by it is another number of referrals.
    ShortFigure,
    /// There is an answer, and none is given.
    Answer,
}

/// What a reason of a stop says that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReasonFault {
    /// There is no reason, or not exactly one from the calendar.
    Calendar,
    /// The days since the last visit are others.
    Days,
    /// The cadence aims at another number of days.
    DueEvery,
    /// The visit is made for something else.
    Occasion,
    /// The date at which it is due, or the detour, is another.
    Early,
    /// Whether it pays is said wrongly.
    Pays,
    /// The last day for it is another.
    Until,
    /// A figure is not a number.
    Figure,
    /// The score says something else.
    Score,
}

/// What a capacity says that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CapacityFault {
    /// A figure is not a number that can be.
    Figure,
    /// The hours of a usual week are others.
    Hours,
    /// The hours of the days planned are others.
    HoursPlanned,
    /// The book has fewer cadences that a person has set.
    Promised,
    /// The curve does not rise.
    Curve,
    /// What the days planned need is no amount, or their working days or their hours are others.
    Need,
    /// The scores make it another one.
    Scores,
}

/// A figure of the plan that follows from the scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WorthFault {
    /// What visits are assumed to do.
    Response,
    /// The worth of the plan.
    Plan,
    /// The worth of a visit to a practice.
    Practice,
    /// The tier of a practice.
    Tier,
    /// Who covers a practice.
    Liaison,
    /// How often a practice is worth a visit.
    Rhythm,
    /// The referrals of a stop.
    Stop,
    /// The chance to meet somebody at a stop.
    Chance,
    /// Hours that are avoided without evidence.
    Avoided,
    /// A visit would be worth its time, and the plan says otherwise, or the other way round.
    Pays,
}

/// A setting or an assumption that no plan can be made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SettingFault {
    /// The price of driving.
    DrivePrice,
    /// What an hour has to bring.
    FieldTime,
    /// What visits are assumed to do.
    Response,
    /// The worth of the plan.
    Worth,
}

/// What is wrong with what a plan says of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReplanFault {
    /// It followed a plan, and says nothing of it.
    Untold,
    /// The limit, the frozen days or the tolerance are others.
    Terms,
    /// It followed another plan.
    OtherPlan,
    /// More edits than were allowed.
    TooManyEdits,
    /// How many visits there were, and how many stayed.
    Sums,
    /// A change that is not listed, or a listed change that is none.
    Unlisted,
    /// A change made without need on a frozen day, or of a pinned visit.
    Held,
    /// Nothing forces the change.
    NotForced,
    /// Since when a visit stands on its day, or whether it is pinned.
    Since,
    /// What stability costs.
    Price,
}

/// What is said of an event that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EventFault {
    /// The book has no such event for this liaison on this day and at this time.
    Unknown,
    /// An event stands in a day twice, or the events are not in order.
    Order,
    /// An event is neither in the plan nor missed, or both.
    Lost,
    /// It is missed for other reasons.
    Reasons,
}

/// What is said of a meeting with one of our physicians that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MeetingFault {
    /// A stop is said to be a meeting and names no physician, or the other way round.
    Kind,
    /// The book has no open wish for it, or another meeting fulfils that wish.
    Unwished,
    /// The physician is not known, or has not the specialty.
    Provider,
    /// It lies outside the days that are wished for.
    Dates,
    /// It takes another time than is wished for.
    Length,
    /// The drive of the physician is another, or begins at another time.
    Drive,
    /// The physician is not free, or is elsewhere.
    ProviderHours,
    /// The physician has too many meetings in the week.
    ProviderLimit,
    /// It breaks a habit of the liaison's day.
    Habit,
    /// A wish is neither fulfilled nor accounted for, or both.
    Lost,
    /// A wish is missed for other reasons.
    Reasons,
    /// A wish is said to be missed that the book does not have.
    Unknown,
}
