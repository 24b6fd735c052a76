//! Where each client's visits stand.

use crate::routing::data::problem_data::ClientData;

/// Where one visit of a client stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) route: u32,
    pub(crate) position: u32,
}

/// The positions of all visits, by client; a client has at most one in a route.
#[derive(Debug, Clone)]
pub(crate) struct Positions {
    positions: Vec<Position>,
    /// By client: where its positions begin, and how many there are.
    slots: Vec<(u32, u32)>,
}

impl Positions {
    pub(crate) fn empty(clients: &[ClientData]) -> Self {
        let count = clients.last().map_or(0, |last| (last.first_position + last.most_visits) as usize);
        let slots = clients.iter().map(|client_data| (client_data.first_position, 0)).collect();
        Self { positions: vec![Position::default(); count], slots }
    }

    #[inline]
    pub(crate) fn of(&self, client: u32) -> &[Position] {
        let (first, count) = self.slots[client as usize];
        &self.positions[first as usize..(first + count) as usize]
    }

    /// Writes down a place, over the one in the same route if there is one.
    #[inline]
    pub(crate) fn put(&mut self, client: u32, place: Position) {
        let (first, count) = &mut self.slots[client as usize];
        let known = &mut self.positions[*first as usize..(*first + *count) as usize];
        if let Some(known) = known.iter_mut().find(|known| known.route == place.route) {
            *known = place;
            return;
        }
        self.positions[(*first + *count) as usize] = place;
        *count += 1;
    }

    /// Forgets the place in a route, if there is one.
    pub(crate) fn take(&mut self, client: u32, route: u32) {
        let (first, count) = &mut self.slots[client as usize];
        let known = &mut self.positions[*first as usize..(*first + *count) as usize];
        if let Some(at) = known.iter().position(|known| known.route == route) {
            known.swap(at, *count as usize - 1);
            *count -= 1;
        }
    }

    /// Forgets all positions of a client.
    pub(crate) fn clear(&mut self, client: u32) {
        self.slots[client as usize].1 = 0;
    }
}
