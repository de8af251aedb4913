namespace Ao.Alignment;

/// <summary>A line of a file.</summary>
/// <param name="Path">The file. Text from outside.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">What it says, 400 characters at most. Text from outside.</param>
public sealed record SourceLine(string Path, int Line, string Text);
