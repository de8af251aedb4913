using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using CliWrap;

namespace Ao.EndToEnd.Tests;

/// <summary>The quickstart as a user runs it: a process of its own.</summary>
internal sealed class QuickstartProcess
{
    private static readonly string s_folder = typeof(QuickstartProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "QuickstartFolder").Value!;

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly CommandTask<CommandResult> _task;

    private QuickstartProcess(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        _task = Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(s_folder, "Quickstart.dll"), .. arguments])
            .WithStandardInputPipe(PipeSource.Null)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(_output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(_error))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken);

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public JsonNode Json => JsonNode.Parse(Output)!;

    public static QuickstartProcess Start(params string[] arguments) => new(arguments, TestContext.Current.CancellationToken);

    public static async Task<(int ExitCode, QuickstartProcess Process)> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        return ((await process._task).ExitCode, process);
    }

    /// <summary>Kills the host alone, as the machine would: nothing is given a chance to tidy up.</summary>
    /// <returns>Whether it was still there to be killed.</returns>
    public async Task<bool> KillAsync()
    {
        var kill = await Cli.Wrap("kill").WithArguments(["-9", _task.ProcessId.ToString(CultureInfo.InvariantCulture)]).WithValidation(CommandResultValidation.None).ExecuteAsync();
        await _task;
        return kill.ExitCode == 0;
    }

    public async Task<int> WaitAsync() => (await _task).ExitCode;

    /// <summary>Gets the folder of the run, which the process prints first.</summary>
    public string? RunFolder =>
        Error.Split('\n').FirstOrDefault(static line => line.Contains("--resume ", StringComparison.Ordinal)) is { } line ? line[(line.LastIndexOf(' ') + 1)..].Trim() : null;
}
