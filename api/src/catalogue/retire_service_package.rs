//! `retireServicePackage`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::catalogue::record_package;
use entity::value::id::ServicePackageId;

use super::object::{SERVICE_PACKAGE, ServicePackage};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A package to offer no longer.
#[derive(InputObject)]
pub struct RetireServicePackageInput {
    /// Which one.
    pub service_package_id: ID,
}

/// The package that was retired.
#[derive(SimpleObject)]
pub struct RetireServicePackagePayload {
    /// As it is now.
    pub service_package: ServicePackage,
}

/// Takes a package off the offer; contracts with it go on. Admins do.
pub async fn run(ctx: &Context<'_>, input: RetireServicePackageInput) -> Result<RetireServicePackagePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let id = SERVICE_PACKAGE.decode(&input.service_package_id).map(ServicePackageId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record_package::retire_package(write, &desk.by, id).await).await?;
    Ok(RetireServicePackagePayload { service_package: ServicePackage(done.into_inner()) })
}
