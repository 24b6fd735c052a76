//! Where each client's visits stand.

use crate::routing::data::instance::Visitor;

/// Where one visit of a client stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) route: u32,
    pub(crate) position: u32,
}

/// The places of all visits, by client; a client has at most one in a route.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    places: Vec<Place>,
    /// By client: where its places begin, and how many there are.
    slots: Vec<(u32, u32)>,
}

impl Places {
    pub(crate) fn empty(visitors: &[Visitor]) -> Self {
        let count = visitors.last().map_or(0, |last| (last.first_place + last.most_visits) as usize);
        let slots = visitors.iter().map(|visitor| (visitor.first_place, 0)).collect();
        Self { places: vec![Place::default(); count], slots }
    }

    #[inline]
    pub(crate) fn of(&self, client: u32) -> &[Place] {
        let (first, count) = self.slots[client as usize];
        &self.places[first as usize..(first + count) as usize]
    }

    /// Writes down a place, over the one in the same route if there is one.
    #[inline]
    pub(crate) fn put(&mut self, client: u32, place: Place) {
        let (first, count) = &mut self.slots[client as usize];
        let known = &mut self.places[*first as usize..(*first + *count) as usize];
        if let Some(known) = known.iter_mut().find(|known| known.route == place.route) {
            *known = place;
            return;
        }
        self.places[(*first + *count) as usize] = place;
        *count += 1;
    }

    /// Forgets the place in a route, if there is one.
    pub(crate) fn take(&mut self, client: u32, route: u32) {
        let (first, count) = &mut self.slots[client as usize];
        let known = &mut self.places[*first as usize..(*first + *count) as usize];
        if let Some(at) = known.iter().position(|known| known.route == route) {
            known.swap(at, *count as usize - 1);
            *count -= 1;
        }
    }

    /// Forgets all places of a client.
    pub(crate) fn clear(&mut self, client: u32) {
        self.slots[client as usize].1 = 0;
    }
}
