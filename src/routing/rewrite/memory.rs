//! Where labels must remember whom they have visited, learned from routes that visited somebody twice.

use super::look::Candidate;
use super::set::Set;

/// By client: the clients whom labels that come there go on remembering.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    pub(super) known: Vec<Vec<u32>>,
    /// By client: its number among the candidates while they are told, or [`ABSENT`].
    numbers: Vec<u32>,
}

const ABSENT: u32 = u32::MAX;

impl Memory {
    /// Remembers nobody anywhere.
    pub(super) fn clear(&mut self, clients: usize) {
        self.known.iter_mut().for_each(Vec::clear);
        self.known.resize_with(clients, Vec::new);
        self.numbers.resize(clients, ABSENT);
    }

    /// Tells the candidates whom they remember.
    pub(super) fn tell(&mut self, candidates: &mut [Candidate]) {
        for (candidate, number) in candidates.iter().zip(0..) {
            self.numbers[candidate.client as usize] = number;
        }
        for candidate in candidates.iter_mut() {
            let known = self.known[candidate.client as usize].iter();
            let numbers = known.map(|&client| self.numbers[client as usize]).filter(|&at| at != ABSENT);
            candidate.remembers = numbers.fold(Set::default(), |set, at| set.with(at as usize));
        }
        for candidate in candidates.iter() {
            self.numbers[candidate.client as usize] = ABSENT;
        }
    }

    /// Makes all clients between two visits to the same client remember that one; whether one did not know it yet. O(square of
    /// the visits).
    pub(super) fn learn(&mut self, clients: &[u32]) -> bool {
        let mut learned = false;
        for (to, client) in clients.iter().enumerate() {
            let Some(from) = clients[..to].iter().rposition(|other| other == client) else { continue };
            for &between in &clients[from + 1..to] {
                let known = &mut self.known[between as usize];
                if !known.contains(client) {
                    known.push(*client);
                    learned = true;
                }
            }
        }
        learned
    }
}
