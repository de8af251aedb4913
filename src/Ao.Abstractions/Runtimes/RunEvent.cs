namespace Ao.Runtimes;

/// <summary>Something that happened to a run's process.</summary>
public abstract record RunEvent;
