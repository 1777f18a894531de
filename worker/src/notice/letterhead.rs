use chrono::NaiveDate;
use entity::calendar::zone::PROVIDER_ZONE;
use entity::clock::Instant;
use entity::value::locale::Locale;
use entity::value::money::Money;

/// Who writes, as the head and the foot of every letter say it.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The registered name of the company.
    pub name: String,
    /// The registered address, on one line.
    pub address: String,
    /// The tax code (mã số thuế).
    pub tax_code: String,
    /// Where to call; left out of the foot when it is not known.
    pub phone: Option<String>,
    /// Where answers go; left out of the foot when it is not known.
    pub email: Option<String>,
}

/// Who is written to. With neither name nor company known, the salutation is a general one.
#[derive(Clone, Debug, Default)]
pub struct Addressee {
    /// Whom the letter is meant for by name; `None` where the company alone is known.
    pub person: Option<String>,
    /// The customer they act for; `None` for who acts for none.
    pub company: Option<String>,
}

/// What every letter has besides its content: the language, who writes and who is written to.
#[derive(Clone, Copy, Debug)]
pub struct Letterhead<'a> {
    /// The language of the letter, with its way of writing days and amounts.
    pub locale: Locale,
    /// Who writes.
    pub provider: &'a Provider,
    /// Who is written to.
    pub addressee: &'a Addressee,
}

impl Letterhead<'_> {
    /// Whether the letter is in Vietnamese.
    pub fn is_vietnamese(&self) -> bool {
        match self.locale {
            Locale::Vi => true,
            Locale::En => false,
        }
    }

    /// `Kính gửi Ông/Bà Trần Thị Lan – Công ty CP Thép Đình Vũ,`; `Dear Trần Thị Lan,`.
    pub fn salutation(&self) -> String {
        match (self.locale, &self.addressee.person, &self.addressee.company) {
            (Locale::Vi, Some(person), Some(company)) => format!("Kính gửi Ông/Bà {person} – {company},"),
            (Locale::Vi, Some(person), None) => format!("Kính gửi Ông/Bà {person},"),
            (Locale::Vi, None, Some(company)) => format!("Kính gửi {company},"),
            (Locale::Vi, None, None) => "Kính gửi Quý khách,".to_owned(),
            (Locale::En, Some(person), _) => format!("Dear {person},"),
            (Locale::En, None, Some(company)) => format!("Dear {company} team,"),
            (Locale::En, None, None) => "Dear Sir or Madam,".to_owned(),
        }
    }

    /// An amount as people of the language write it: `40.000.000 ₫`.
    pub fn money(&self, amount: &Money) -> String {
        amount.formatted(self.locale)
    }

    /// An amount in words, as a payment request must state it.
    pub fn in_words(&self, amount: &Money) -> String {
        amount.in_words(self.locale)
    }

    /// `02/03/2026`, `2 March 2026`.
    pub fn day(&self, day: &NaiveDate) -> String {
        match self.locale {
            Locale::Vi => day.format("%d/%m/%Y").to_string(),
            Locale::En => day.format("%-d %B %Y").to_string(),
        }
    }

    /// A moment by the provider's clock: `09:30 ngày 02/03/2026 (giờ Việt Nam)`.
    pub fn moment(&self, at: &Instant) -> String {
        let here = at.with_timezone(&PROVIDER_ZONE);
        let (hour, day) = (here.format("%H:%M"), self.day(&here.date_naive()));
        match self.locale {
            Locale::Vi => format!("{hour} ngày {day} (giờ Việt Nam)"),
            Locale::En => format!("{hour} on {day} (Vietnam time)"),
        }
    }

    /// Another person's words in a plain text, each line marked as theirs.
    pub fn quoted(&self, words: &str) -> String {
        words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_addressed_politely() {
        let provider =
            Provider { name: "K".into(), address: "K".into(), tax_code: "K".into(), phone: None, email: None };
        for (person, company, vi, en) in [
            (Some("Lan"), Some("Thép"), "Kính gửi Ông/Bà Lan – Thép,", "Dear Lan,"),
            (Some("Lan"), None, "Kính gửi Ông/Bà Lan,", "Dear Lan,"),
            (None, Some("Thép"), "Kính gửi Thép,", "Dear Thép team,"),
            (None, None, "Kính gửi Quý khách,", "Dear Sir or Madam,"),
        ] {
            let addressee = Addressee { person: person.map(Into::into), company: company.map(Into::into) };
            for (locale, expected) in [(Locale::Vi, vi), (Locale::En, en)] {
                let head = Letterhead { locale, provider: &provider, addressee: &addressee };
                assert_eq!(head.salutation(), expected);
                assert_eq!(head.quoted("a\r\nb"), "> a\n> b");
            }
        }
    }
}
