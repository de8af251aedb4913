using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>What the journal logs.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, Message = "Journal {Database} opened under epoch {Epoch}: {Head} facts.")]
    public static partial void Opened(ILogger logger, string database, long epoch, long head);

    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "The journal could not be written; {Count} appends failed, nothing of them was kept.")]
    public static partial void WriteFailed(ILogger logger, Exception exception, int count);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "The journal was opened again after an error; it goes on behind position {Head}.")]
    public static partial void Reopened(ILogger logger, long head);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "The journal's connection could not be closed cleanly after an error.")]
    public static partial void CloseFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Critical, Message = "{Observer} failed on fact {Position} ('{Type}'). The fact is durable; the journal takes no more until the host is restarted.")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, string observer, long position, string type);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Error, Message = "Journal {Database} is damaged ({Reason}). {Kept} facts were recovered, {Missing} are missing; the damaged files are kept in {Folder}.")]
    public static partial void Recovered(ILogger logger, string database, string reason, long kept, long missing, string folder);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Error, Message = "The journal could not be opened again after an error; the next append tries.")]
    public static partial void ReopenFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Warning, Message = "The journal holds facts of the kind '{Type}', the first at position {Position}, which this version of Ao does not know: they are kept, and nothing is derived from them.")]
    public static partial void UnknownKind(ILogger logger, string type, long position);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Error, Message = "{Problem}")]
    public static partial void UnreadableFact(ILogger logger, Exception exception, string problem);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Warning, Message = "The snapshot at position {Position} cannot be used; every fact is taken in instead.")]
    public static partial void SnapshotUnusable(ILogger logger, Exception exception, long position);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, Message = "No snapshot could be kept at position {Position}; the next start takes in more facts.")]
    public static partial void SnapshotFailed(ILogger logger, Exception exception, long position);
}
