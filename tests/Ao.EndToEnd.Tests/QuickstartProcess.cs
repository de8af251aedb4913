using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using CliWrap;

namespace Ao.EndToEnd.Tests;

/// <summary>The quickstart as a user runs it: a process of its own.</summary>
internal sealed class QuickstartProcess
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<string> _runFolder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CommandTask<CommandResult> _task;

    private QuickstartProcess(QuickstartWorld world, PipeSource input, IEnumerable<string> arguments)
    {
        _task = Cli.Wrap("dotnet")
            .WithArguments([Program, .. arguments])
            .WithEnvironmentVariables(world.Variables)
            .WithStandardInputPipe(input)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(_output))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(Hear))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Gets the program's file.</summary>
    public static string Program { get; } = Path.Combine(typeof(QuickstartProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "QuickstartFolder").Value!, "Quickstart.dll");

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public JsonNode Summary => Output.Length > 0 ? JsonNode.Parse(Output)! : throw new InvalidOperationException($"It printed no summary: {Error}");

    public static QuickstartProcess Start(QuickstartWorld world, IEnumerable<string> arguments, string? input = null) =>
        new(world, input is null ? PipeSource.Null : PipeSource.FromString(input), arguments);

    /// <summary>Waits until the process has printed its run's folder, or has ended without.</summary>
    public async Task<string?> RunFolderAsync() => await Task.WhenAny(_runFolder.Task, _task.Task) == _runFolder.Task ? await _runFolder.Task : null;

    /// <summary>Kills the host alone, as the machine would: nothing is given a chance to tidy up.</summary>
    /// <returns>Whether it was still there to be killed.</returns>
    public async Task<bool> KillAsync() => await SignalAsync("-9") && await WaitAsync() == 137;

    /// <summary>Sends a signal.</summary>
    /// <returns>Whether the process was there to get it.</returns>
    public async Task<bool> SignalAsync(string signal) =>
        (await Cli.Wrap("kill").WithArguments([signal, _task.ProcessId.ToString(CultureInfo.InvariantCulture)]).WithValidation(CommandResultValidation.None).ExecuteAsync()).ExitCode == 0;

    public async Task<int> WaitAsync() => (await _task).ExitCode;

    private void Hear(string line)
    {
        _error.Append(line).Append('\n');
        var folder = line.LastIndexOf("--resume ", StringComparison.Ordinal);
        if (folder >= 0)
        {
            _runFolder.TrySetResult(line[(folder + "--resume ".Length)..].Trim());
        }
    }
}
