namespace Ao.Scm;

/// <summary>What an agent has pushed to its gate.</summary>
/// <param name="References">The references, in the order of their names.</param>
/// <param name="IsWhole">Whether there are no more than were read.</param>
public sealed record PushReading(IReadOnlyList<PushedReference> References, bool IsWhole)
{
    /// <summary>Gets the reading of a gate to which nothing was pushed.</summary>
    public static PushReading None { get; } = new([], IsWhole: true);
}
