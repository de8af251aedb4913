using Ao.Effects;

namespace Ao.Governance;

/// <summary>An effect about which a policy would have said something else than what happened.</summary>
public sealed record BackTestDisagreement
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets its kind.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets when it was asked, done or denied.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets whether it was approved or done; otherwise it was denied.</summary>
    public required bool WasDone { get; init; }

    /// <summary>Gets what happened, and who decided it.</summary>
    public required string Happened { get; init; }

    /// <summary>Gets what the policy would have said.</summary>
    public required PolicyVerdict Would { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init; }

    /// <summary>Says it in one line.</summary>
    /// <returns>The title, what happened, and why the policy sees it otherwise.</returns>
    public override string ToString() => $"'{Printable.Quote(Title)}' ({Happened}): {Reason}";
}
