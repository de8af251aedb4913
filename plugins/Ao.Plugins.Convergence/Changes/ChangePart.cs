using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>What a large change does to one file that was there before: an answer may be buried in a change about something else.</summary>
/// <param name="Path">The file.</param>
/// <param name="File">The file as it is compared.</param>
/// <param name="Terms">The words, by <see cref="SketchKind"/>; those of the message are the whole change's.</param>
/// <param name="AddedLines">The hashes of the lines that it adds, in order.</param>
/// <param name="Lines">How many lines it adds and removes.</param>
internal sealed record ChangePart(string Path, SketchFile File, Terms[] Terms, uint[] AddedLines, int Lines);
