using System.Text;

namespace Ao.Plugins.Git.Forge;

/// <summary>The turn to push into a repository. Its file is the lock, and holds what is being pushed: who takes the turn after a host that was killed reads it there.</summary>
internal sealed class PushTurn(FileStream file, IDisposable held) : IDisposable
{
    private const int MaxText = 4096;

    /// <summary>Gives the push that a host before this one has not brought to its end.</summary>
    public PushAttempt? FindLeft()
    {
        if (file.Length is 0 or > MaxText)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return PushAttempt.Parse(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>Gives when that push was begun.</summary>
    public DateTimeOffset LeftAt() => File.GetLastWriteTimeUtc(file.SafeFileHandle);

    /// <summary>Writes down what is being pushed, before it is; <see langword="null"/> once that has ended.</summary>
    public void Write(PushAttempt? attempt)
    {
        file.SetLength(0);
        file.Position = 0;
        file.Write(Encoding.UTF8.GetBytes(attempt?.ToString() ?? ""));
        file.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        file.Dispose();
        held.Dispose();
    }
}
