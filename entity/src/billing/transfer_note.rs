//! Rule: the words of a transfer, by which its payment is recognised (C5). Letters, papers and the api say the same.

/// The contract's reference first, then which instalments: `HD-2026-7KQ4MX DOT 2`. Plain letters, for banks take no
/// others; a bank that cuts it still leaves the reference.
pub fn transfer_note(contract_reference: &str, instalments: &[i32]) -> String {
    let numbers: Vec<String> = instalments.iter().map(ToString::to_string).collect();
    format!("{contract_reference} DOT {}", numbers.join(" "))
}

#[cfg(test)]
mod tests {
    use super::transfer_note;

    #[test]
    fn the_reference_comes_first() {
        assert_eq!(transfer_note("HD-2026-7KQ4MX", &[2]), "HD-2026-7KQ4MX DOT 2");
        assert_eq!(transfer_note("HD-2026-7KQ4MX", &[1, 3]), "HD-2026-7KQ4MX DOT 1 3");
    }
}
