namespace Ao.Core.Tests.Journal;

/// <summary>What a program asked the operating system for.</summary>
internal enum DiskEventKind
{
    Write,
    Flush,
    FlushFolder,
    Truncate,
    Remove,
    Acknowledge,
}
