namespace Ao.Journal;

/// <summary>Is thrown when the journal refuses what it was asked for; nothing was written and the journal goes on.</summary>
internal sealed class JournalRefusedException(string message, Exception? innerException = null) : JournalException(message, innerException);
