namespace Ao.Backlog;

/// <summary>A part of a breakdown. All its texts are an agent's.</summary>
/// <param name="Key">What the other parts call it.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">What is to be done.</param>
/// <param name="DependsOn">The keys of the parts that have to be done first.</param>
public sealed record BreakdownPart(string Key, string Title, string Body, IReadOnlyList<string> DependsOn);
