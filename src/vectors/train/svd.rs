//! The leading singular vectors of a sparse matrix, by random projection and power iteration.

use super::counts::Matrix;
use rayon::prelude::*;

/// Further columns that are projected on and then dropped; Halko et al. advise 5 to 10.
const OVERSAMPLING: usize = 10;

/// Rounds of power iteration: the spectrum of PPMI falls slowly; Halko et al. find one or two enough.
const ROUNDS: usize = 2;

/// Rows that are summed up together; fixed, so that sums do not depend on the number of threads.
const STRETCH: usize = 1_024;

/// Fixed seed of the projection.
const SEED: u64 = 0x59_41_4E_47_45;

/// Least pivot that counts as an independent column, against the largest.
const DEPENDENT: f64 = 1e-9;

/// A dense matrix by rows.
#[derive(Clone)]
struct Dense {
    columns: usize,
    cells: Vec<f32>,
}

/// `U √S` of the matrix's leading `wanted` dimensions, or as many as it has, each row scaled to unit length.
pub(super) fn factors(matrix: &Matrix, wanted: usize) -> Vec<Vec<f32>> {
    let size = matrix.starts.len() - 1;
    if matrix.cells.is_empty() {
        return vec![Vec::new(); size];
    }
    let transposed = transpose(matrix);
    let mut basis = orthonormal(times(matrix, &random(size, (wanted + OVERSAMPLING).min(size))));
    for _ in 0..ROUNDS {
        let other = orthonormal(times(&transposed, &basis));
        basis = orthonormal(times(matrix, &other));
    }
    let small = times(&transposed, &basis);
    let (values, vectors) = eigen(gram(&small));
    let kept: Vec<usize> = (0..values.len())
        .take(wanted)
        .filter(|&i| values[i] > DEPENDENT * values[0])
        .collect();
    let rotation: Vec<f64> = (0..basis.columns)
        .flat_map(|row| kept.iter().map(move |&i| (row, i)))
        .map(|(row, i)| vectors[row][i] * values[i].max(0.0).sqrt().sqrt())
        .collect();
    let rows = basis.cells.par_chunks_exact(basis.columns);
    rows.map(|row| {
        let mut out = vec![0.0_f64; kept.len()];
        for (x, line) in row.iter().zip(rotation.chunks_exact(kept.len())) {
            out.iter_mut().zip(line).for_each(|(o, r)| *o += f64::from(*x) * r);
        }
        let norm = out.iter().map(|v| v * v).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        out.iter().map(|v| single(v / norm)).collect()
    })
    .collect()
}

fn transpose(matrix: &Matrix) -> Matrix {
    let size = matrix.starts.len() - 1;
    let mut starts = vec![0; size + 1];
    matrix
        .cells
        .iter()
        .for_each(|(column, _)| starts[*column as usize + 1] += 1);
    (0..size).for_each(|c| starts[c + 1] += starts[c]);
    let mut next = starts.clone();
    let mut cells = vec![(0, 0.0); matrix.cells.len()];
    for row in 0..size {
        for &(column, value) in &matrix.cells[matrix.starts[row]..matrix.starts[row + 1]] {
            let at = &mut next[column as usize];
            cells[*at] = (u32::try_from(row).unwrap_or(u32::MAX), value);
            *at += 1;
        }
    }
    Matrix { starts, cells }
}

fn times(matrix: &Matrix, dense: &Dense) -> Dense {
    let mut cells = vec![0.0_f32; (matrix.starts.len() - 1) * dense.columns];
    cells
        .par_chunks_exact_mut(dense.columns)
        .enumerate()
        .for_each(|(row, out)| {
            for &(column, value) in &matrix.cells[matrix.starts[row]..matrix.starts[row + 1]] {
                let line = &dense.cells[column as usize * dense.columns..][..dense.columns];
                out.iter_mut().zip(line).for_each(|(o, x)| *o += value * x);
            }
        });
    Dense {
        columns: dense.columns,
        cells,
    }
}

/// Normal numbers from a fixed sequence (SplitMix64, sum of twelve).
fn random(rows: usize, columns: usize) -> Dense {
    let mut state = SEED;
    let mut uniform = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    };
    let cells = (0..rows * columns)
        .map(|_| (0..12).map(|_| uniform()).sum::<f32>() - 6.0)
        .collect();
    Dense { columns, cells }
}

/// `AᵀA`, summed in a fixed order.
fn gram(dense: &Dense) -> Vec<Vec<f64>> {
    let n = dense.columns;
    let parts: Vec<Vec<f64>> = dense
        .cells
        .par_chunks(STRETCH * n)
        .map(|rows| {
            let mut sum = vec![0.0; n * n];
            for row in rows.chunks_exact(n) {
                for (i, &a) in row.iter().enumerate() {
                    let line = sum[i * n..(i + 1) * n].iter_mut().zip(row);
                    line.for_each(|(s, &b)| *s += f64::from(a) * f64::from(b));
                }
            }
            sum
        })
        .collect();
    let mut sum = vec![0.0; n * n];
    for part in parts {
        sum.iter_mut().zip(part).for_each(|(s, p)| *s += p);
    }
    sum.chunks_exact(n).map(<[f64]>::to_vec).collect()
}

/// An orthonormal basis of the columns: Cholesky QR, twice for accuracy; dependent columns become zero.
fn orthonormal(dense: Dense) -> Dense {
    orthonormal_once(&orthonormal_once(&dense))
}

fn orthonormal_once(dense: &Dense) -> Dense {
    let n = dense.columns;
    let lower = cholesky(gram(dense));
    let mut cells = dense.cells.clone();
    cells.par_chunks_exact_mut(n).for_each(|row| {
        let mut out = vec![0.0_f64; n];
        for i in 0..n {
            let known: f64 = (0..i).map(|j| lower[i][j] * out[j]).sum();
            out[i] = if lower[i][i] > 0.0 {
                (f64::from(row[i]) - known) / lower[i][i]
            } else {
                0.0
            };
        }
        row.iter_mut().zip(out).for_each(|(r, o)| *r = single(o));
    });
    Dense { columns: n, cells }
}

fn cholesky(mut a: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let n = a.len();
    let largest = (0..n).map(|i| a[i][i]).fold(0.0, f64::max);
    for j in 0..n {
        let pivot = a[j][j] - (0..j).map(|k| a[j][k] * a[j][k]).sum::<f64>();
        a[j][j] = if pivot > DEPENDENT * largest { pivot.sqrt() } else { 0.0 };
        for i in j + 1..n {
            let rest = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            a[i][j] = if a[j][j] > 0.0 { rest / a[j][j] } else { 0.0 };
        }
    }
    a
}

/// Eigenvalues, largest first, and eigenvectors as columns of a small symmetric matrix: cyclic Jacobi.
fn eigen(mut a: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    const SWEEPS: usize = 12;
    let n = a.len();
    let mut v: Vec<Vec<f64>> = (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    for _ in 0..SWEEPS {
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q].abs() < f64::MIN_POSITIVE {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for line in &mut a {
                    rotate(line, p, q, c, s);
                }
                let (upper, lower) = a.split_at_mut(q);
                for (x, y) in upper[p].iter_mut().zip(&mut lower[0]) {
                    (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
                }
                for line in &mut v {
                    rotate(line, p, q, c, s);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]).then(i.cmp(&j)));
    let values = order.iter().map(|&i| a[i][i]).collect();
    let vectors = v.iter().map(|line| order.iter().map(|&i| line[i]).collect()).collect();
    (values, vectors)
}

fn rotate(line: &mut [f64], p: usize, q: usize, c: f64, s: f64) {
    let (x, y) = (line[p], line[q]);
    line[p] = c * x - s * y;
    line[q] = s * x + c * y;
}

#[expect(clippy::cast_possible_truncation, reason = "single precision is what is stored")]
fn single(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_leading_directions() {
        // Two blocks: rows 0 to 2 alike, rows 3 and 4 alike.
        let rows = [
            [2.0, 2.0, 0.0, 0.0, 0.0],
            [2.0, 2.0, 0.0, 0.0, 0.0],
            [2.0, 2.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0, 1.0],
            [0.0, 0.0, 0.0, 1.0, 1.0],
        ];
        let (mut starts, mut cells) = (vec![0], Vec::new());
        for row in rows {
            let filled = row.iter().enumerate().filter(|(_, v)| **v > 0.0);
            cells.extend(filled.map(|(c, v)| (u32::try_from(c).expect("small"), *v)));
            starts.push(cells.len());
        }
        let found = factors(&Matrix { starts, cells }, 2);
        let dot = |a: usize, b: usize| -> f32 { found[a].iter().zip(&found[b]).map(|(x, y)| x * y).sum() };
        assert!(dot(0, 1) > 0.999 && dot(0, 2) > 0.999 && dot(3, 4) > 0.999, "{found:?}");
        assert!(dot(0, 3).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn eigenvalues_come_largest_first() {
        let (values, vectors) = eigen(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
        assert!((values[0] - 3.0).abs() < 1e-9 && (values[1] - 1.0).abs() < 1e-9);
        assert!((vectors[0][0] - vectors[1][0]).abs() < 1e-9);
    }
}
