using Ao.Runtimes;

namespace Ao.Terminals;

/// <summary>The terminal slot: how a person looks at, and types into, a live session.</summary>
/// <remarks>It is a view for people: the host never decides by what a screen shows. Implementations are safe for concurrent use.</remarks>
public interface ITerminal
{
    /// <summary>Says how a person reaches the terminal of a run.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>A command to run or an address to open, or <see langword="null"/> where this terminal cannot show the run.</returns>
    ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default);

    /// <summary>Reads what the screen of a run shows now.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The lines of the screen without control characters, or <see langword="null"/> where this terminal cannot show the run.</returns>
    ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default);
}
