namespace Ao.Commands;

/// <summary>Is told what a program writes while it runs, so that the middle of a long output is seen without keeping it.</summary>
/// <remarks>The two streams of a program are read at the same time, so calls for them may come at the same time too.</remarks>
public interface ICommandObserver
{
    /// <summary>Takes note of what the program has written next.</summary>
    /// <param name="bytes">The bytes, which are only there during the call. They may end in the middle of a line or a character.</param>
    /// <param name="isError">Whether it is the standard error.</param>
    void Observe(ReadOnlySpan<byte> bytes, bool isError);
}
