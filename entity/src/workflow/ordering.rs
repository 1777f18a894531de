//! What comes after what: a plan in which something waits for itself cannot be carried out.

use std::collections::{BTreeMap, BTreeSet};

/// A cycle among items, if there is one: numbers in the order in which each waits for the next, the first again at the
/// end, such as 2, 3, 2. `after` tells of each number which ones it comes after; numbers nobody has are passed over.
pub fn cycle(after: &BTreeMap<i32, Vec<i32>>) -> Option<Vec<i32>> {
    let mut clear = BTreeSet::new();
    after.keys().find_map(|number| round(after, (*number, &mut Vec::new()), &mut clear))
}

/// Follows what `number` waits for. `path` holds whom we came from, `clear` whatever leads to no cycle.
fn round(
    after: &BTreeMap<i32, Vec<i32>>,
    (number, path): (i32, &mut Vec<i32>),
    clear: &mut BTreeSet<i32>,
) -> Option<Vec<i32>> {
    if let Some(place) = path.iter().position(|earlier| *earlier == number) {
        let round = path.iter().skip(place).copied();
        return Some(round.chain([number]).collect());
    }
    if clear.contains(&number) {
        return None;
    }
    path.push(number);
    let found = after.get(&number).into_iter().flatten().find_map(|next| round(after, (*next, path), clear));
    path.pop();
    clear.insert(number);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    type Edges = &'static [(i32, &'static [i32])];

    #[test]
    fn a_cycle_is_named() {
        let table: [(Edges, Option<&[i32]>); 8] = [
            (&[], None),
            (&[(1, &[]), (2, &[1]), (3, &[1, 2])], None),
            (&[(1, &[1])], Some(&[1, 1])),
            (&[(1, &[2]), (2, &[1])], Some(&[1, 2, 1])),
            (&[(1, &[]), (2, &[1, 4]), (3, &[2]), (4, &[3])], Some(&[2, 4, 3, 2])),
            (&[(1, &[2]), (2, &[3]), (3, &[2])], Some(&[2, 3, 2])),
            (&[(1, &[7]), (2, &[1])], None),
            // Two ways to one item are no cycle.
            (&[(1, &[]), (2, &[1]), (3, &[1]), (4, &[2, 3])], None),
        ];
        for (edges, expected) in table {
            let after = edges.iter().map(|(number, after)| (*number, after.to_vec())).collect();
            assert_eq!(cycle(&after).as_deref(), expected, "{edges:?}");
        }
    }
}
