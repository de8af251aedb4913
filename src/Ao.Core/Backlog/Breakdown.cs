namespace Ao.Backlog;

/// <summary>How a designer would break an issue down.</summary>
/// <param name="IsComposite">Whether it is more than one piece of work.</param>
/// <param name="Reason">Why, where the designer says so.</param>
/// <param name="Parts">The parts.</param>
public sealed record Breakdown(bool IsComposite, string? Reason, IReadOnlyList<BreakdownPart> Parts);
