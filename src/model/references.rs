//! Where practices and liaisons stand, and rows that name some who are in no table.

use rustc_hash::FxHashMap;

use crate::model::duplicates::each_once;
use crate::model::finding::Finding;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::liaison::Liaison;
use crate::model::practice::Practice;
use crate::model::records::Rows;

/// Where practices and liaisons stand, by identifier.
pub(crate) struct Names {
    /// Where each practice stands.
    pub(crate) practices: FxHashMap<PracticeId, PracticeIndex>,
    /// Where each liaison stands.
    pub(crate) liaisons: FxHashMap<LiaisonId, LiaisonIndex>,
}

impl Names {
    /// Notes where each practice and each liaison stands.
    pub(crate) fn new(practices: &[(u64, Practice)], liaisons: &[(u64, Liaison)]) -> Self {
        let practices = (0..).map(PracticeIndex::new).zip(practices);
        let liaisons = (0..).map(LiaisonIndex::new).zip(liaisons);
        Self {
            practices: practices.map(|(at, (_, practice))| (practice.id.clone(), at)).collect(),
            liaisons: liaisons.map(|(at, (_, liaison))| (liaison.id.clone(), at)).collect(),
        }
    }

    /// Finds a practice, or reports that the row names none.
    pub(crate) fn practice(
        &self,
        table: Table,
        row: u64,
        id: &PracticeId,
        issues: &mut Vec<Issue>,
    ) -> Option<PracticeIndex> {
        let found = self.practices.get(id).copied();
        if found.is_none() {
            let issue = Issue::new(table, Finding::UnknownPractice, Consequence::RowLeftOut);
            issues.push(issue.at(row).about("practice_id", id.as_str()));
        }
        found
    }

    /// Tells whether there is such a liaison, or reports that the row names none.
    fn has_liaison(&self, table: Table, row: u64, id: &LiaisonId, issues: &mut Vec<Issue>) -> bool {
        let found = self.liaisons.contains_key(id);
        if !found {
            let issue = Issue::new(table, Finding::UnknownLiaison, Consequence::RowLeftOut);
            issues.push(issue.at(row).about("liaison_id", id.as_str()));
        }
        found
    }

    /// Keeps rows whose practice and liaison exist, sorted, each once.
    pub(crate) fn known_once<T: Ord>(
        &self,
        table: Table,
        rows: Rows<T>,
        mentions: impl Fn(&T) -> (Option<&PracticeId>, Option<&LiaisonId>),
        issues: &mut Vec<Issue>,
    ) -> Vec<T> {
        let mut kept = Vec::new();
        for (row, value) in rows.0 {
            let (practice, liaison) = mentions(&value);
            let practice_known = practice.is_none_or(|id| self.practice(table, row, id, issues).is_some());
            let liaison_known = liaison.is_none_or(|id| self.has_liaison(table, row, id, issues));
            if practice_known && liaison_known {
                kept.push((value, row));
            }
        }
        each_once(table, kept, T::cmp, issues)
    }

    /// Keeps rows about practices that exist, sorted, each once.
    pub(crate) fn of_practices<T: Ord>(
        &self,
        table: Table,
        rows: Rows<T>,
        practice: impl Fn(&T) -> &PracticeId,
        issues: &mut Vec<Issue>,
    ) -> Vec<T> {
        self.known_once(table, rows, |row| (Some(practice(row)), None), issues)
    }

    /// Drops colleagues who stand in and do not exist.
    pub(crate) fn drop_unknown_covers(&self, liaisons: &mut [(u64, Liaison)], issues: &mut Vec<Issue>) {
        for (row, liaison) in liaisons {
            let id = liaison.id.clone();
            let unknown = |cover: &mut LiaisonId| !self.liaisons.contains_key(cover) || *cover == id;
            let Some(cover) = liaison.cover.take_if(unknown) else { continue };
            let issue = Issue::new(Table::Liaisons, Finding::UnknownLiaison, Consequence::ValueLeftOut);
            issues.push(issue.at(*row).about("cover", cover.as_str()));
        }
    }

    /// Drops owners who do not exist.
    pub(crate) fn drop_unknown_owners(&self, practices: &mut [(u64, Practice)], issues: &mut Vec<Issue>) {
        for (row, practice) in practices {
            let unknown = |owner: &mut LiaisonId| !self.liaisons.contains_key(owner);
            let Some(owner) = practice.owner.take_if(unknown) else { continue };
            let issue = Issue::new(Table::Practices, Finding::UnknownOwner, Consequence::ValueLeftOut);
            issues.push(issue.at(*row).about("owner", owner.as_str()));
        }
    }
}
