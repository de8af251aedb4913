namespace Ao.Journal;

/// <summary>Is thrown when a fact is as it was written, but not in the form that its kind promises.</summary>
internal sealed class UnreadableFactException(Fact fact, string reason, Exception? innerException = null) : JournalException(
    $"Fact {fact.Position} ('{fact.Type}', form {fact.Schema}) cannot be read: {reason} It stays in the journal, and an export shows it, but nothing is derived from it. It is a defect of what wrote it: report it.",
    innerException);
