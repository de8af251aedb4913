namespace Ao.Scm;

/// <summary>A word in a file.</summary>
/// <param name="Word">The word.</param>
/// <param name="Path">The file. Text from outside.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The line's text, 400 characters at most. Text from outside.</param>
public sealed record WordOccurrence(string Word, string Path, int Line, string Text);
