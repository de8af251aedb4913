namespace Ao.Plugins.Git.Forge;

/// <summary>What is written down of a fork.</summary>
internal sealed record ForkRecord(OperationKey Key, string Owner, string Location);
