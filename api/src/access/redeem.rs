//! Setting a password with a mailed token: what invitation and reset have in common.

use entity::access::{one_time_token, password, record_token};
use entity::refusal::Refusal;
use entity::value::id::OneTimeTokenId;

use super::object::Person;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::reception::hash;

/// Uses the token up and sets the password. INVALID with `token` in the same words whatever is wrong with it.
pub(super) async fn redeem(desk: &Desk, token: &str, new_password: String) -> Result<Person, ApiError> {
    let opened = desk.office.key.open_one_time_token(token).map(OneTimeTokenId);
    let id = opened.ok_or_else(record_token::not_open)?;
    let (row, person) = one_time_token::find(desk.read(), id).await?.ok_or_else(record_token::not_open)?;
    if !row.is_open(desk.machine_now) {
        return Err(record_token::not_open().into());
    }
    password::check("password", &new_password, &person.email).map_err(|wrong| Refusal::Invalid(vec![wrong]))?;
    let hash = hash(new_password).await?;
    let person =
        desk.write(async |write| record_token::redeem(write, &desk.by, desk.machine_now, (id, &hash)).await).await?;
    Ok(Person(person))
}
