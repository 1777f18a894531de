//! Rule: what can be permitted, and to whom.

/// One thing that somebody may or may not do on what they can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Register contracts and move them through their life.
    RunContracts,
    /// Answer what is proposed to the customer: their signatory does, or staff enter what came on paper.
    AnswerForCustomer,
    /// Begin and complete work items: staff any, a customer's people their own.
    DoWork,
    /// Parks, customers, and the people of customers.
    KeepParties,
    /// Payments, reversals, payment requests, e-invoices, promises.
    KeepMoney,
    /// Pause and restart reminders, resend mails, record bounces, resolve tasks.
    TendNotices,
    /// File warranty claims and support tickets, answer what is asked about them, confirm, reopen.
    FileClaims,
    /// Judge and answer warranty claims, answer support tickets.
    AnswerClaims,
    /// Staff and admins, assignments, provider profile, catalogue, calendar, VAT rates, ladders.
    Administer,
    /// Jobs, schedules, the sandbox's clock, the audit trail.
    Steer,
}

impl Permission {
    /// All of them, for tables.
    pub const ALL: [Self; 10] = [
        Self::RunContracts,
        Self::AnswerForCustomer,
        Self::DoWork,
        Self::KeepParties,
        Self::KeepMoney,
        Self::TendNotices,
        Self::FileClaims,
        Self::AnswerClaims,
        Self::Administer,
        Self::Steer,
    ];

    /// Consultants run contracts, accountants keep the money; both tend notices and answer customers.
    pub(super) fn is_for_staff(self, is_accountant: bool) -> bool {
        match self {
            Self::RunContracts
            | Self::AnswerForCustomer
            | Self::DoWork
            | Self::KeepParties
            | Self::TendNotices
            | Self::FileClaims
            | Self::AnswerClaims => true,
            Self::KeepMoney => is_accountant,
            Self::Administer | Self::Steer => false,
        }
    }

    /// A customer's people do the customer's work and file claims; their signatory answers for the company.
    pub(super) fn is_for_customer(self, is_signatory: bool) -> bool {
        match self {
            Self::DoWork | Self::FileClaims => true,
            Self::AnswerForCustomer => is_signatory,
            Self::RunContracts
            | Self::KeepParties
            | Self::KeepMoney
            | Self::TendNotices
            | Self::AnswerClaims
            | Self::Administer
            | Self::Steer => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Permission;
    use crate::access::Viewer;
    use crate::value::id::{CustomerId, PersonId};

    #[test]
    fn who_may_what() {
        let person_id = PersonId::new();
        let customer = Viewer::Customer { person_id, customer_id: CustomerId::new(), is_signatory: true };
        let consultant = Viewer::Staff { person_id, is_accountant: false };
        let accountant = Viewer::Staff { person_id, is_accountant: true };
        let admin = Viewer::Admin { person_id };
        // permission → visitor, customer, consultant, accountant, admin
        let table = [
            (Permission::RunContracts, [false, false, true, true, true]),
            (Permission::AnswerForCustomer, [false, true, true, true, true]),
            (Permission::DoWork, [false, true, true, true, true]),
            (Permission::KeepParties, [false, false, true, true, true]),
            (Permission::KeepMoney, [false, false, false, true, true]),
            (Permission::TendNotices, [false, false, true, true, true]),
            (Permission::FileClaims, [false, true, true, true, true]),
            (Permission::AnswerClaims, [false, false, true, true, true]),
            (Permission::Administer, [false, false, false, false, true]),
            (Permission::Steer, [false, false, false, false, true]),
        ];
        let colleague = Viewer::Customer { person_id, customer_id: CustomerId::new(), is_signatory: false };
        assert!(colleague.may(Permission::DoWork) && !colleague.may(Permission::AnswerForCustomer));
        assert_eq!(table.map(|(permission, _)| permission), Permission::ALL);
        for (permission, expected) in table {
            let found = [Viewer::Visitor, customer, consultant, accountant, admin].map(|viewer| viewer.may(permission));
            assert_eq!(found, expected, "{permission:?}");
        }
    }
}
