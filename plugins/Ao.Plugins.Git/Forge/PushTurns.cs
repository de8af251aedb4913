namespace Ao.Plugins.Git.Forge;

/// <summary>Lets pushes into one repository go one after the other, whichever host they come from: of two at once, git lets both change the checkout and one move the branch.</summary>
internal sealed class PushTurns(TimeProvider timeProvider)
{
    /// <summary>The lock file: in the repository itself, where all meet that push into it. It stays, since removing it would let two hold it.</summary>
    internal const string FileName = "ao-push";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly KeyedLock _turns = new();

    /// <summary>Waits until nobody else pushes into a repository.</summary>
    public async ValueTask<PushTurn> EnterAsync(string location, CancellationToken cancellationToken)
    {
        var file = Path.Combine(CommonFolder.Of(location), FileName);
        var held = await _turns.EnterAsync(file, cancellationToken).ConfigureAwait(false);
        try
        {
            return new PushTurn(await OpenAsync(file, location, cancellationToken).ConfigureAwait(false), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private async ValueTask<FileStream> OpenAsync(string file, string location, CancellationToken cancellationToken)
    {
        for (var started = timeProvider.GetTimestamp(); ;)
        {
            try
            {
                // The system lets go of it when the process ends, in whatever way.
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                if (timeProvider.GetElapsedTime(started) > s_patience)
                {
                    throw new AoException($"Another host has been pushing into '{Printable.Quote(location)}' for more than {s_patience.TotalMinutes} minutes. See what keeps it busy, then try again.", exception);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new AoException($"The turn to push into '{Printable.Quote(location)}' could not be taken with the file '{Printable.Quote(file)}': {Printable.Quote(exception.Message)} Check that the repository is there and can be written.", exception);
            }

            await Task.Delay(s_pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells a file that another holds from one that cannot be opened: the system's numbers for it, on Linux, on macOS, and the two on Windows.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
