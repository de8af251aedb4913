using Ao.Convergence;

namespace Ao.Radar;

/// <summary>A file in which two sessions collide.</summary>
/// <param name="Path">The path. Text from outside, in which a name may hold any character: show it with <see cref="Printable.Line"/>.</param>
/// <param name="EarlierLines">The lines of the session that was asked for first, as they are in its workspace; none where the whole file is meant.</param>
/// <param name="LaterLines">The lines of the other session, as they are in its workspace; none where the whole file is meant.</param>
public sealed record RadarFile(string Path, IReadOnlyList<LineRange> EarlierLines, IReadOnlyList<LineRange> LaterLines);
