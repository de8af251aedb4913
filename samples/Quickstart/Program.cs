using System.CommandLine;
using Ao;
using Quickstart;
using Spectre.Console;

var repository = new Option<DirectoryInfo?>("--repo") { Description = "A git repository to work on. Without it a small project is made in a temporary folder." };
var tasks = new Option<string[]>("--task") { Description = "What a session is to do in --repo; repeat it for several sessions in parallel." };
var program = new Option<string[]>("--program") { Description = "The program that plays the agent in --repo, with its arguments. The default is the sample's own script.", AllowMultipleArgumentsPerToken = true };
var verify = new Option<string[]>("--verify") { Description = "The program that verifies each session's work in --repo, with its arguments. The default looks for conflict markers.", AllowMultipleArgumentsPerToken = true };
var resume = new Option<DirectoryInfo?>("--resume") { Description = "Goes on with an interrupted run: the folder that it printed." };
var yes = new Option<bool>("--yes") { Description = "Answers every request for consent with yes." };
var json = new Option<bool>("--json") { Description = "Prints a summary for programs instead of the table." };

var command = new RootCommand("Runs sessions of an agent in parallel, each in a workspace of its own, and hands their verified work over as pull requests that a person allowed.")
{
    repository, tasks, program, verify, resume, yes, json,
};
command.Validators.Add(result =>
{
    if (result.GetValue(resume) is not null && result.GetValue(repository) is not null)
    {
        result.AddError("--resume goes on with the repository of the interrupted run: leave --repo out.");
    }

    if (result.GetValue(repository) is null && (result.GetValue(tasks) is { Length: > 0 } || result.GetValue(program) is { Length: > 0 } || result.GetValue(verify) is { Length: > 0 }))
    {
        result.AddError("--task, --program and --verify belong to a repository: give it with --repo.");
    }
});
command.SetAction(async (arguments, cancellationToken) =>
{
    RunPlan? plan = null;
    try
    {
        plan = arguments.GetValue(resume) is { } folder
            ? await RunPlan.LoadAsync(folder.FullName, cancellationToken)
            : arguments.GetValue(repository) is { } path
                ? await RunPlan.ForRepositoryAsync(path.FullName, arguments.GetValue(tasks) ?? [], arguments.GetValue(program) ?? [], arguments.GetValue(verify) ?? [], cancellationToken)
                : await RunPlan.ForSampleAsync(cancellationToken);
        return await QuickstartRun.RunAsync(plan, new RunOptions(arguments.GetValue(yes), arguments.GetValue(json)), cancellationToken);
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync($"Interrupted. The sessions' programs go on; take them up again with: --resume {plan?.Folder}");
        return ExitCodes.Interrupted;
    }
    catch (AoException exception)
    {
        if (arguments.GetValue(resume) is null)
        {
            plan?.Discard();
        }

        await Console.Error.WriteLineAsync(Printable.Clean(exception.Message));
        return ExitCodes.BadInput;
    }
});

return await command.Parse(args).InvokeAsync();
