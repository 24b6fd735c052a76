//! What single claims of a plan get wrong, as sentences.

use std::fmt;

use crate::check::fault::{
    CapacityFault, DispositionFault, EventFault, MeetingFault, ProofFault, ReasonFault, ReplanFault,
    SettingFault, WorthFault,
};

impl fmt::Display for DispositionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tier => "the tier is not the book's",
            Self::Cadence => "the cadence is neither the practice's nor its tier's",
            Self::LastVisit => "the last visit is another day",
            Self::Due => "the due date is not the last visit plus the target",
            Self::Liaison => "it is covered by somebody who may not, or by nobody where somebody may",
            Self::VisitCount => "the number of visits is another",
            Self::Visited => "it is visited, but the disposition says otherwise",
            Self::FirstDay => "the cadence allows a visit earlier or later",
            Self::Receives => "it does receive liaisons",
            Self::ReceivesNobody => "it receives no liaisons, and another reason is given",
            Self::HasPlace => "the book says where it is",
            Self::Rests => "it rests by lot in all these days, and something else is said",
            Self::RestsNot => "it does not rest by lot in all these days",
            Self::HasNoPlace => "the book does not say where it is, and another reason is given",
            Self::Forbidden => "rules forbid any visit, and the disposition says otherwise",
            Self::TooEarly => "its cadence allows no visit in these days, and the disposition says otherwise",
            Self::TooLate => "it is too late to call for a visit, and the disposition says otherwise",
            Self::InTime => "it is said to be too late to call, and that is not all, or not so",
            Self::Possible => "a visit is possible, and said to be impossible",
            Self::Rhythm => "the rhythm does not follow from the last visit and the price of time",
            Self::Worth => "the worth is no number of referrals",
        })
    }
}

impl fmt::Display for ProofFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reasons => "other rules forbid the visit than those named",
            Self::Colleague => "another colleague could go, or on other days, or nobody could",
            Self::Room => "there is room for it as things are",
            Self::Beaten => "another exchange costs the plan less",
            Self::GivesWay => "those who would give way do not stand in a row on that day, or are fixed",
            Self::NoRoomInPlace => "there is no room for it even where others give way",
            Self::Promised => "whether those who would give way were promised a visit is said wrongly",
            Self::Binding => "the day is full for other reasons, or lacks other amounts",
            Self::Change => "a change does not let it in, or less of it would",
            Self::Detour => "the detour is another, or another day has a shorter one",
            Self::Call => "the next day with time to call, or the last day for the call, is another",
            Self::LaterDay => "its turn comes on another day",
            Self::NoRhythm => "its turn never comes: it has no rhythm",
            Self::Short => "what the exchange would cost is no number of referrals",
            Self::ShortFigure => "the exchange would cost another number of referrals",
            Self::Answer => "there is an answer, and none is given",
        })
    }
}

impl fmt::Display for ReasonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Calendar => "the calendar gives no reason, or more than one",
            Self::Days => "the last visit was another number of days before",
            Self::DueEvery => "the cadence aims at another number of days",
            Self::Occasion => "it is visited for something else",
            Self::Early => "it is due on another day, or the detour is another",
            Self::Pays => "whether it is worth its detour is said wrongly",
            Self::Until => "the last day promised is another",
            Self::Figure => "a figure of the reasons is not a number",
            Self::Score => "the score gives other reasons or figures",
        })
    }
}

impl fmt::Display for CapacityFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Figure => "a figure of the capacity is no amount",
            Self::Hours => "the hours of a usual week are others",
            Self::HoursPlanned => "the hours of the days planned are others",
            Self::Promised => "fewer cadences are set than the capacity says",
            Self::Curve => "the curve of gain against hours does not rise",
            Self::Need => "what the days planned need at least is no amount, or of other days",
            Self::Scores => "the scores make it another capacity",
        })
    }
}

impl fmt::Display for WorthFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Response => "visits are assumed to do something else",
            Self::Plan => "the plan is worth another number of referrals",
            Self::Practice => "the first visit is worth another number of referrals",
            Self::Tier => "the score puts it in another tier",
            Self::Liaison => "somebody else covers it",
            Self::Rhythm => "a visit is worth its time at another rhythm",
            Self::Stop => "the stop is expected to bring another number of referrals",
            Self::Chance => "somebody is met at that time with another chance",
            Self::Avoided => "hours are avoided in which the log does not say that hardly anybody is met",
            Self::Pays => "whether visits are worth their time in these days is said wrongly",
        })
    }
}

impl fmt::Display for SettingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DrivePrice => "the price of driving is no share from 0 to 1,000",
            Self::FieldTime => "what an hour has to bring is no number of referrals",
            Self::Response => "what visits are assumed to do is no number",
            Self::Worth => "the worth of the plan is no number",
        })
    }
}

impl fmt::Display for ReplanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Untold => "the plan does not say what it changed of the plan before",
            Self::Terms => "the plan was made with another limit, other frozen days, or another tolerance",
            Self::OtherPlan => "the plan followed another plan than the one given",
            Self::TooManyEdits => "more edits were made than were allowed",
            Self::Sums => "another number of visits stayed than the plan says",
            Self::Unlisted => "a change is not listed, or what is listed is no change",
            Self::Held => "a frozen day or a pinned visit was changed without need",
            Self::NotForced => "nothing in the book forces this change",
            Self::Since => "it says wrongly since when it stands on this day, or whether it is pinned",
            Self::Price => "what the plan is worth by the edits allowed is said wrongly",
        })
    }
}

impl fmt::Display for EventFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "the book has no such event for the liaison at this time",
            Self::Order => "the events of the day are not in order, or one stands there twice",
            Self::Lost => "an event is neither in the plan nor missed, or both",
            Self::Reasons => "the event is missed, but not for the reasons given",
        })
    }
}

impl fmt::Display for MeetingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kind => "a meeting names no physician, or a visit that is no meeting names one",
            Self::Unwished => "nobody wishes for this meeting, or another one fulfils the wish",
            Self::Provider => "the physician is unknown, is not the one wished for, or has another specialty",
            Self::Dates => "the meeting lies outside the days wished for, or leaves no time to arrange it",
            Self::Length => "the meeting takes another time than wished for",
            Self::Drive => "the physician's drive is another, or begins at another time",
            Self::ProviderHours => "the physician is not free, or is elsewhere",
            Self::ProviderLimit => "the physician has too many meetings in the week",
            Self::Habit => "the meeting breaks a habit of the liaison's day",
            Self::Lost => "a wish for a meeting is neither fulfilled nor accounted for, or both",
            Self::Reasons => "a meeting is missed, but not for the reasons given",
            Self::Unknown => "a meeting is said to be missed that nobody wishes for",
        })
    }
}
