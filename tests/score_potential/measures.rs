//! How well an order of practices foretells what they send.

/// Ranks from 0; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| values[*a].total_cmp(&values[*b]).is_eq()) {
        for at in equal {
            ranks[*at] = before as f64 + (equal.len() - 1) as f64 / 2.0;
        }
        before += equal.len();
    }
    ranks
}

/// Spearman's rank correlation.
pub fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let middle = (a.len() as f64 - 1.0) / 2.0;
    let (a, b) = (ranks(a), ranks(b));
    let product = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - middle) * (y - middle)).sum::<f64>()
    };
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

/// Share of what came that the tenth with the highest forecasts holds. Equal forecasts at the border go in by equal parts.
pub fn top_tenth_share(forecasts: &[f64], came: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..forecasts.len()).collect();
    order.sort_by(|a, b| forecasts[*b].total_cmp(&forecasts[*a]));
    let (mut room, mut held) = (forecasts.len() as f64 / 10.0, 0.0);
    for equal in order.chunk_by(|a, b| forecasts[*a].total_cmp(&forecasts[*b]).is_eq()) {
        let part = (room / equal.len() as f64).min(1.0);
        held += part * equal.iter().map(|at| came[*at]).sum::<f64>();
        room -= part * equal.len() as f64;
    }
    held / came.iter().sum::<f64>()
}

#[test]
fn measures_of_an_order_are_those_of_a_small_case_by_hand() {
    let came = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 55.0];
    assert!((spearman(&came, &came) - 1.0).abs() < 1e-12);
    assert!((spearman(&[1.0, 1.0, 3.0], &[1.0, 2.0, 3.0]) - 0.75_f64.sqrt()).abs() < 1e-12);
    assert!((top_tenth_share(&came, &came) - 0.55).abs() < 1e-12);
    assert!((top_tenth_share(&[1.0; 10], &came) - 0.1).abs() < 1e-12);
}
