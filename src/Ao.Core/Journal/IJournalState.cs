namespace Ao.Journal;

/// <summary>An observer whose state can be kept and taken up again, so that it need not be told of every fact anew.</summary>
internal interface IJournalState : IJournalObserver
{
    /// <summary>Writes down the state as it is after the last fact. It is called by the thread that tells of facts.</summary>
    /// <returns>The state; <see langword="null"/> where it must not be kept.</returns>
    byte[]? Save();

    /// <summary>Reads a state that was written down by the same build of Ao.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <returns>What takes the state up; nothing changes before.</returns>
    Action Load(ReadOnlyMemory<byte> state);
}
