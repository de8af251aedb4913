using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Sessions.Steps;

/// <summary>Reads the end of what an ended run has written: mostly that says why it failed.</summary>
internal static class OutputTail
{
    private const int MaxBytes = 2 * 1024;
    private const int MaxLines = 20;

    /// <summary>Reads the end of the output.</summary>
    /// <returns>Lines that can be shown to a person; empty where nothing was written, or nothing can be read.</returns>
    public static async Task<string> ReadAsync(IRuntime runtime, RunHandle? handle, CancellationToken cancellationToken)
    {
        if (handle is null)
        {
            return "";
        }

        var tail = new TailBuffer(MaxBytes);
        try
        {
            await foreach (var happened in runtime.WatchAsync(handle, cursor: 0, cancellationToken).ConfigureAwait(false))
            {
                if (happened is RunOutput output)
                {
                    tail.Write(output.Data.Span);
                }
            }
        }
        catch (AoException)
        {
            // How the run ended is known and counts; what it wrote only explains it.
        }

        var lines = Printable.Clean(tail.ToText()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', lines.TakeLast(MaxLines));
    }
}
