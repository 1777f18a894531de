//! Who sees an address.

use entity::value::email::Email;

use crate::desk::Desk;

/// An address as the viewer may see it: in full for staff and for whom it is, else shortened to `l***@example.vn`.
pub fn address_for(desk: &Desk, address: &str) -> String {
    let is_own = desk.person.as_ref().is_some_and(|person| person.email == address);
    if desk.by.viewer.is_staff() || is_own {
        return address.to_owned();
    }
    Email::parse(address).map_or_else(|_| "***".to_owned(), |address| address.masked())
}
