//! A frame that belongs to the map: the same grid however the map is moved or turned.

/// Grid steps from the origin to the farthest unit.
const GRID: f64 = 1_048_576.0;

/// The map's own frame.
pub(crate) struct Frame {
    origin: [f64; 2],
    axis: [f64; 2],
    /// Grid steps per unit of length.
    pub(crate) scale: f64,
}

impl Frame {
    /// Lays the frame of some points. Of points that are equally far out, the one with most workload gives
    /// the axis.
    pub(crate) fn of(points: &[[f64; 2]], workload: &[f64]) -> Self {
        let mean = |axis: usize| exact_sum(points.iter().map(|point| point[axis])) / points.len() as f64;
        let origin = [mean(0), mean(1)];
        let from_origin = |point: &[f64; 2]| [point[0] - origin[0], point[1] - origin[1]];
        let length = |v: [f64; 2]| (v[0] * v[0] + v[1] * v[1]).sqrt();
        let radius = points.iter().map(|point| length(from_origin(point))).fold(0.0, f64::max);
        let weight = |unit: usize| workload.get(unit).copied().unwrap_or(0.0);
        // Of the units that are as far as the farthest but for rounding, the one with most workload.
        let far = |&unit: &usize| length(from_origin(&points[unit])) >= radius * (1.0 - 1e-9);
        let farthest =
            (0..points.len()).filter(far).max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(b.cmp(&a)));
        let axis = match farthest {
            Some(unit) if radius > 0.0 => {
                from_origin(&points[unit]).map(|part| part / length(from_origin(&points[unit])))
            }
            _ => [1.0, 0.0],
        };
        Self { origin, axis, scale: if radius > 0.0 { GRID / radius } else { 1.0 } }
    }

    /// Places a point on the grid; far-away homes are held inside 32 bits.
    #[expect(clippy::cast_possible_truncation, reason = "a float is cut to the range of the integer")]
    pub(crate) fn grid(&self, point: [f64; 2]) -> [i32; 2] {
        let (x, y) = (point[0] - self.origin[0], point[1] - self.origin[1]);
        let along = x * self.axis[0] + y * self.axis[1];
        let across = y * self.axis[0] - x * self.axis[1];
        [along, across].map(|part| (part * self.scale).round().clamp(-1e9, 1e9) as i32)
    }
}

/// Adds floats so that the sum hardly depends on the order: Neumaier's compensated sum (1974,
/// <https://doi.org/10.1002/zamm.19740540106>).
pub(crate) fn exact_sum(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for number in numbers {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        sum = next;
    }
    sum + lost
}
