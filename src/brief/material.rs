//! Which material is left at which visit. What a practice is worth is not known here, and cannot be.

use std::collections::BTreeMap;

use crate::brief::handout::{Handout, HeldBack, Withheld};
use crate::brief::material_visit::MaterialVisit;
use crate::brief::recipient::{Recipient, ValueGiven};
use crate::brief::repeat::is_within;
use crate::model::id::{LiaisonId, MaterialId, PracticeId};
use crate::model::material::Material;
use crate::model::units::Cents;

/// By liaison and material: the pieces left. What nobody has counted is not in it.
pub(crate) type PiecesLeft = BTreeMap<(LiaisonId, MaterialId), u32>;

/// What is left at one visit, and what is not.
#[derive(Debug, Clone, Default)]
pub(crate) struct VisitMaterial {
    pub(crate) handouts: Vec<Handout>,
    pub(crate) withheld: Vec<Withheld>,
}

/// What is left at all visits.
pub(crate) struct SharedOut {
    /// One for each visit, in the order of the visits.
    pub(crate) visits: Vec<VisitMaterial>,
    /// What practices get in a year, by practice and year.
    pub(crate) values: Vec<ValueGiven>,
    /// The pieces left after all visits.
    pub(crate) pieces: PiecesLeft,
}

/// Shares out material. At each visit goes along what is for the specialty and the day and may be given again.
///
/// The visits are taken by day, then by time, then by practice. So whoever comes first gets what is left of the stock, and nobody
/// is preferred for what they are worth. The limit of value is one for all. It takes O(v m log v) steps for v visits and m materials.
pub(crate) fn share(
    materials: &[Material],
    visits: &[MaterialVisit],
    limit: Option<Cents>,
    pieces: PiecesLeft,
) -> SharedOut {
    let mut desk = Desk { materials, limit, pieces, recipients: BTreeMap::new() };
    let mut order: Vec<(usize, &MaterialVisit)> = visits.iter().enumerate().collect();
    order.sort_by_key(|(_, visit)| *visit);
    let mut shared: Vec<(usize, VisitMaterial)> =
        order.into_iter().map(|(at, visit)| (at, desk.serve(visit))).collect();
    shared.sort_by_key(|(at, _)| *at);
    let values = desk.recipients.iter().flat_map(|(practice, it)| it.values(practice)).collect();
    SharedOut { visits: shared.into_iter().map(|(_, it)| it).collect(), values, pieces: desk.pieces }
}

/// What is shared out, and what everybody has got so far.
struct Desk<'a> {
    materials: &'a [Material],
    limit: Option<Cents>,
    pieces: PiecesLeft,
    recipients: BTreeMap<&'a PracticeId, Recipient<'a>>,
}

impl<'a> Desk<'a> {
    /// Picks the material of a visit: what ends first goes first.
    fn serve(&mut self, visit: &MaterialVisit<'a>) -> VisitMaterial {
        let mut fitting: Vec<&'a Material> = self.materials.iter().filter(|it| fits(it, visit)).collect();
        fitting.sort_by_key(|it| (it.until.is_none(), it.until, &it.id));
        let mut given = VisitMaterial::default();
        for material in fitting {
            self.offer(material, visit, &mut given);
        }
        given
    }

    /// Gives a material to a visit, as far as the limit of value and the stock allow.
    fn offer(&mut self, material: &'a Material, visit: &MaterialVisit<'a>, given: &mut VisitMaterial) {
        let materials = self.materials;
        let recipient =
            self.recipients.entry(visit.practice).or_insert_with(|| Recipient::new(materials, visit.left));
        if !recipient.may_get(material, visit.date) {
            return;
        }
        let wanted = material.pieces.max(1);
        if let Some(because) = recipient.objection(material, visit.date, self.limit) {
            return given.withhold(material, wanted, because);
        }
        let left = self.pieces.get_mut(&(visit.liaison.clone(), material.id.clone()));
        let pieces = left.map_or(wanted, |left| take(left, wanted));
        recipient.note(material, visit.date, pieces);
        given.hand_out(material, pieces);
        given.withhold(material, wanted - pieces, HeldBack::Stock);
    }
}

impl VisitMaterial {
    fn hand_out(&mut self, material: &Material, pieces: u32) {
        if pieces > 0 {
            let (material, name) = (material.id.clone(), material.name.clone());
            self.handouts.push(Handout { material, name, pieces });
        }
    }

    fn withhold(&mut self, material: &Material, pieces: u32, because: HeldBack) {
        if pieces > 0 {
            let (material, name) = (material.id.clone(), material.name.clone());
            self.withheld.push(Withheld { material, name, pieces, because });
        }
    }
}

/// Takes pieces from a stock: as many as are wanted, or all that are left.
fn take(left: &mut u32, wanted: u32) -> u32 {
    let taken = wanted.min(*left);
    *left -= taken;
    taken
}

/// Tells whether a material is for the specialty and the day of a visit.
fn fits(material: &Material, visit: &MaterialVisit) -> bool {
    let specialty = visit.specialty.is_some_and(|it| material.specialties.contains(it));
    (material.specialties.is_empty() || specialty) && is_within(material.from, material.until, visit.date)
}
