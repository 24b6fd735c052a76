//! What practices wait for, and what was promised to them.

use serde::Serialize;

use crate::model::contact::OpenIssue;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::model::topic::FollowUp;
use crate::report::scope::ReportScope;
use crate::report::week::{ReportWeek, WEEK};

/// Issues and follow-ups at the end of a week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenMatters {
    /// Issues, in figures.
    pub issues: IssueFigures,
    /// Follow-ups, in figures.
    pub followups: FollowUpFigures,
    /// Issues that are open, the oldest first.
    pub waiting: Vec<WaitingIssue>,
    /// Follow-ups that are overdue, the oldest first.
    pub overdue: Vec<OverdueFollowUp>,
}

/// What practices wait for or complain of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct IssueFigures {
    /// Open on the last known day.
    pub open: u32,
    /// Begun in the week.
    pub opened: u32,
    /// Settled in the week.
    pub closed: u32,
}

/// What was promised. Those due in the week are kept, late or open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FollowUpFigures {
    /// Due in the week.
    pub due: u32,
    /// Of these, done on the last day for it or before.
    pub kept: u32,
    /// Of these, done later.
    pub late: u32,
    /// Of these, not done on the last known day.
    pub open: u32,
    /// Due before the last known day and not done on it, whenever they were due.
    pub overdue: u32,
    /// Due in the next week and not done.
    pub due_next_week: u32,
}

/// An issue that is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WaitingIssue {
    /// Since when; those that do not say it come first.
    pub since: Option<Date>,
    /// Whose.
    pub practice: PracticeId,
    /// What it is.
    pub what: String,
}

/// A follow-up that is overdue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OverdueFollowUp {
    /// Its last day.
    pub due: Date,
    /// To whom it was promised.
    pub practice: PracticeId,
    /// What was promised.
    pub what: String,
    /// Who promised it.
    pub liaison: Option<LiaisonId>,
}

impl OpenMatters {
    /// Looks at what is open on the last known day of a week.
    pub(crate) fn of(scope: ReportScope, week: ReportWeek) -> Self {
        let mut matters = Self {
            issues: IssueFigures::default(),
            followups: FollowUpFigures::default(),
            waiting: Vec::new(),
            overdue: Vec::new(),
        };
        for at in scope.practices() {
            for issue in OpenIssue::last(scope.book.open_issues(at)) {
                matters.add_issue(issue, week);
            }
        }
        let settled = scope.book.followups().iter().filter(|it| it.done.is_some());
        let all = settled.chain(FollowUp::open(scope.book.followups()));
        all.filter(|it| is_of(scope, it)).for_each(|it| matters.add_followup(it, week));
        matters.waiting.sort();
        matters.overdue.sort();
        matters
    }

    fn add_issue(&mut self, issue: &OpenIssue, week: ReportWeek) {
        let known = |day: Option<Date>| day.filter(|day| *day <= week.until);
        if issue.since.is_some_and(|since| since > week.until) {
            return;
        }
        let in_week = |day: Option<Date>| u32::from(day.is_some_and(|day| week.holds(day)));
        self.issues.opened += in_week(issue.since);
        self.issues.closed += in_week(known(issue.closed));
        if known(issue.closed).is_none() {
            self.issues.open += 1;
            let OpenIssue { practice, since, what, .. } = issue.clone();
            self.waiting.push(WaitingIssue { since, practice, what });
        }
    }

    fn add_followup(&mut self, it: &FollowUp, week: ReportWeek) {
        let done = it.done.filter(|done| *done <= week.until);
        let figures = &mut self.followups;
        if week.holds(it.due) {
            figures.due += 1;
            match done {
                Some(done) if done <= it.due => figures.kept += 1,
                Some(_) => figures.late += 1,
                None => figures.open += 1,
            }
        }
        let is_next = (1..=WEEK).contains(&it.due.days_since(week.sunday));
        figures.due_next_week += u32::from(is_next && done.is_none());
        if it.due < week.until && done.is_none() {
            figures.overdue += 1;
            let FollowUp { practice, due, what, liaison, .. } = it.clone();
            self.overdue.push(OverdueFollowUp { due, practice, what, liaison });
        }
    }
}

/// Tells whose a follow-up is: that of whoever promised it, else of whoever owns the practice.
fn is_of(scope: ReportScope, it: &FollowUp) -> bool {
    match &it.liaison {
        Some(liaison) => scope.has(liaison),
        None => scope.book.practice_index(&it.practice).is_some_and(|at| scope.owns(at)),
    }
}
