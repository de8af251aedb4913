namespace Ao.Plugins.GitHub.Looks;

/// <summary>What check runs and commit statuses say together.</summary>
internal sealed record LookRollup
{
    public string State { get; init; } = "";

    public LookContexts? Counts { get; init; }
}
