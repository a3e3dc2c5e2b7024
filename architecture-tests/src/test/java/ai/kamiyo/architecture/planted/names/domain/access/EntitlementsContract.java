package ai.kamiyo.architecture.planted.names.domain.access;

/** Planted: stands for the contract suite of a port. */
public interface EntitlementsContract {}
