namespace Ao.Core.Tests.Journal;

/// <summary>One request to the operating system.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="File">The file, by its name in the journal's folder; the tag for an acknowledgement.</param>
/// <param name="Offset">Where it was written, or to what size it was cut.</param>
/// <param name="Data">What was written.</param>
internal sealed record DiskEvent(DiskEventKind Kind, string File, long Offset, byte[] Data);
