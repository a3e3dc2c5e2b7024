package ai.kamiyo.architecture.planted.names.adapters.persistence;

/** Planted: a port that has come, in the wrong place. */
public interface WalletMonitor {}
