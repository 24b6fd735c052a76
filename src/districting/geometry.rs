//! Distances on the grid.

pub(crate) fn squared(point: [i32; 2], centre: [f64; 2]) -> f64 {
    let (dx, dy) = (f64::from(point[0]) - centre[0], f64::from(point[1]) - centre[1]);
    dx * dx + dy * dy
}
