using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using Ao.Processes;

namespace Ao.Commands;

/// <summary>Runs programs. The one place in Ao that starts processes.</summary>
/// <param name="timeProvider">What timeouts are measured with.</param>
/// <remarks>A program is over when its process is: a descendant that keeps the output open is waited for 2 seconds and no longer, or ended at once where the request says so.</remarks>
public sealed class CommandRunner(TimeProvider timeProvider) : ICommandRunner
{
    private const int ChunkSize = 64 * 1024;
    private const int KilledExitCode = 128 + 9;
    private static readonly TimeSpan s_drainPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_killPatience = TimeSpan.FromSeconds(5);
    private readonly ProcessCensus _census = new(CommandMarker.Variable);

    /// <inheritdoc/>
    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();

        var output = new TailBuffer(request.OutputLimit);
        var error = new TailBuffer(request.OutputLimit);
        var started = timeProvider.GetTimestamp();
        using var timeout = new CancellationTokenSource(request.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var tree = request.EndsDescendants && OperatingSystem.IsLinux() ? new CommandTree(request, _census, timeProvider) : null;
        using var process = Start(request, tree);
        using var closing = new CancellationTokenSource();
        var pumps = Task.WhenAll(
            PumpAsync(process.StandardOutput.BaseStream, output, request.Observer, isError: false, closing.Token),
            PumpAsync(process.StandardError.BaseStream, error, request.Observer, isError: true, closing.Token),
            FeedAsync(process.StandardInput.BaseStream, request.Input, closing.Token));
        var ended = false;
        try
        {
            await process.WaitForExitAsync(ending.Token).ConfigureAwait(false);
            ended = true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(s_killPatience, timeProvider, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            try
            {
                await (tree?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            }
            finally
            {
                // A descendant may hold the pipes open for as long as it lives.
                closing.CancelAfter(s_drainPatience);
                await pumps.ConfigureAwait(false);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new CommandResult
        {
            ExitCode = process.HasExited ? process.ExitCode : KilledExitCode,
            Output = output.ToText(),
            Error = error.ToText(),
            Truncated = output.Truncated || error.Truncated,
            TimedOut = !ended,
            Duration = timeProvider.GetElapsedTime(started),
        };
    }

    private static Process Start(CommandRequest request, CommandTree? tree)
    {
        if (request.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new AoException($"The program '{Printable.Quote(request.Command.Program)}' could not be started: the folder '{Printable.Quote(folder)}' to run it in does not exist. Create it, or name another one.");
        }

        var variables = CommandEnvironment.Of(request);
        var start = new ProcessStartInfo(ProgramSearch.Find(request, variables), request.Command.Arguments)
        {
            WorkingDirectory = request.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        tree?.Prepare(start);
        try
        {
#pragma warning disable RS0030 // The one place: everything else goes through ICommandRunner.
            var process = Process.Start(start) ?? throw new CommandNotFoundException(request.Command.Program);
#pragma warning restore RS0030
            tree?.Begin(process);
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new CommandNotFoundException(request.Command.Program, exception);
        }
    }

    private static async Task PumpAsync(Stream source, TailBuffer target, ICommandObserver? observer, bool isError, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (await source.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                target.Write(chunk.AsSpan(0, count));
                observer?.Observe(chunk.AsSpan(0, count), isError);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is over; what a descendant may still write is nobody's output.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);

            // A process leaves the closing of a stream that was asked for to whoever asked.
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task FeedAsync(Stream target, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(input, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A program need not read its input to the end.
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is over without having read it.
        }
        finally
        {
            target.Close();
        }
    }
}
