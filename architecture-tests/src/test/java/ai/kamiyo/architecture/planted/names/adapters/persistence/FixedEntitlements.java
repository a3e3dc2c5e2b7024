package ai.kamiyo.architecture.planted.names.adapters.persistence;

import ai.kamiyo.architecture.planted.names.domain.access.Entitlements;

/** Planted: an implementation where it belongs. */
public final class FixedEntitlements implements Entitlements {}
