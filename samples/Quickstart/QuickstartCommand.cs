using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Ao;
using Quickstart.Forks;

namespace Quickstart;

/// <summary>The command line.</summary>
internal static class QuickstartCommand
{
    private static readonly Option<string?> s_repository = new("--repo") { Description = "A git repository of yours to work on: a folder, or owner/name with --scm github. Without it a small project is made in a temporary folder." };
    private static readonly Option<string> s_scm = new Option<string>("--scm") { Description = "Where --repo is: git (a folder of this machine, and the default) or github. For GitHub it takes a token in GH_TOKEN or GITHUB_TOKEN (GH_ENTERPRISE_TOKEN for a server of your own), or gh that is signed in.", DefaultValueFactory = static _ => PlannedScm.Git }.AcceptOnlyFromAmong(PlannedScm.All);
    private static readonly Option<Uri?> s_address = new("--github-address") { Description = "The address of a GitHub Enterprise server, such as https://ghe.example.", CustomParser = ParseAddress };
    private static readonly Option<string?> s_base = new("--base") { Description = "The branch of --repo to start from and to merge into. The default is the one that is checked out." };
    private static readonly Option<string[]> s_tasks = new("--task") { Description = "What a session is to do in --repo; repeat it for several sessions in parallel." };
    private static readonly Option<string[]> s_taskFiles = new("--task-file") { Description = "A file that holds such a task, or '-' for standard input." };
    private static readonly Option<string> s_agent = new Option<string>("--agent") { Description = "The agent: command (any program, and the default), claude-code, codex, opencode, or acp (any program that speaks the Agent Client Protocol, named by --program).", DefaultValueFactory = static _ => PlannedAgent.Script }.AcceptOnlyFromAmong(PlannedAgent.All);
    private static readonly Option<bool> s_interactive = new("--interactive") { Description = "Runs the agent in a terminal that you can attach to (tmux), instead of by a protocol." };
    private static readonly Option<string[]> s_program = new("--program") { Description = "The program that plays the agent, with its arguments; one that is also an option of this command is written as --program=--yes. The default is the agent's own program, or the sample's own script.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> s_verify = new("--verify") { Description = "The program that verifies each session's work in --repo, with its arguments. The default looks for conflict markers.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<DirectoryInfo?> s_resume = new("--resume") { Description = "Goes on with an interrupted run: the folder that it printed." };
    private static readonly Option<string?> s_forks = new("--forks") { Description = "Plays three sovereign forks of one project that meet the same problem, in repositories of their own: --forks 3. It goes with --yes and --json only." };
    private static readonly Option<bool> s_yes = new("--yes") { Description = "Answers every question with yes. Of a repository on GitHub nothing is merged so: pull requests are opened, and merging stays yours." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Prints a summary for programs instead of the table, and asks nothing." };
    private static readonly HelpOption s_help = new();

    public static async Task<int> RunAsync(string[] args)
    {
        var command = Build();
        var parsed = command.Parse(args);
        var problem = Misplaced(parsed, args) ?? (parsed.GetResult(s_help) is null ? parsed.Errors.Select(static error => error.Message).FirstOrDefault() : null);
        if (problem is null)
        {
            return await parsed.InvokeAsync();
        }

        await Console.Error.WriteLineAsync($"{Printable.Clean(problem)} See --help.");
        return ExitCodes.BadInput;
    }

    private static RootCommand Build()
    {
        var command = new RootCommand("""
            Runs sessions of an agent in parallel, each in a workspace of its own, and verifies their work.
            You are asked before each pull request is opened, and again before it is merged. Merging moves the branch in the
            repository, and a checkout of that branch goes along where it has no uncommitted changes. With --scm github the
            pull requests are opened on GitHub.
            """);

        // Without --version of its own: "--program python3 --version" is meant for the program.
        command.Options.Clear();
        foreach (var option in (Option[])[s_repository, s_scm, s_address, s_base, s_tasks, s_taskFiles, s_agent, s_interactive, s_program, s_verify, s_resume, s_forks, s_yes, s_json, s_help])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(static result =>
        {
            var belongings = (Option[])[s_scm, s_address, s_base, s_tasks, s_taskFiles, s_verify];
            var agent = result.GetResult(s_agent) is { } chosen && !chosen.Errors.Any() ? chosen.GetValueOrDefault<string>() : PlannedAgent.Script;
            var scm = result.GetResult(s_scm) is { } where && !where.Errors.Any() ? where.GetValueOrDefault<string>() : PlannedScm.Git;
            if (result.GetResult(s_forks) is { } forks && !forks.Errors.Any())
            {
                if (forks.Tokens is not [{ Value: "3" }])
                {
                    result.AddError($"'{Printable.Quote(string.Join(' ', forks.Tokens.Select(static token => token.Value)))}' forks cannot be played: the play has three. Write --forks 3.");
                }
                else if (belongings.Concat([s_repository, s_agent, s_interactive, s_program, s_resume]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } other)
                {
                    result.AddError($"--forks plays in repositories of its own: leave {other.Name} out.");
                }
            }
            else if (result.GetResult(s_resume) is not null && result.GetResult(s_repository) is not null)
            {
                result.AddError("--resume goes on with the repository of the interrupted run: leave --repo out.");
            }
            else if (result.GetResult(s_repository) is null && belongings.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } lost)
            {
                result.AddError($"{lost.Name} belongs to a repository: give it with --repo.");
            }
            else if (result.GetResult(s_address) is { Implicit: false } && scm != PlannedScm.GitHub)
            {
                result.AddError("--github-address belongs to a repository on GitHub: give it with --scm github.");
            }
            else if (agent == PlannedAgent.Script && result.GetResult(s_program) is not null && result.GetResult(s_repository) is null)
            {
                result.AddError("--program belongs to a repository, or to an --agent: give it with one of them.");
            }
            else if (agent == PlannedAgent.Acp && result.GetResult(s_program) is null)
            {
                result.AddError("--agent acp runs any program that speaks the protocol: name it, such as --program opencode acp.");
            }
            else if (agent is PlannedAgent.Script or PlannedAgent.Acp && result.GetResult(s_interactive) is { Implicit: false })
            {
                result.AddError($"--interactive is for agents with a screen of their own; {agent} has none.");
            }
            else if (result.GetResult(s_resume) is not null && ((Option[])[s_agent, s_interactive, s_program]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } fixedOption)
            {
                result.AddError($"--resume goes on with the agent of the interrupted run: leave {fixedOption.Name} out.");
            }
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address))
        {
            // Not repeated: it may hold a password.
            result.AddError("The address of GitHub cannot be read. Give it as people open it, such as https://ghe.example.");
            return null;
        }

        if (PlannedScm.AddressFault(address) is { } fault)
        {
            result.AddError($"{fault}.");
            return null;
        }

        return address;
    }

    /// <summary>Says what would be understood otherwise than it was meant.</summary>
    private static string? Misplaced(ParseResult parsed, string[] args)
    {
        if (parsed.GetResult(s_help) is not null && args.Length > 1)
        {
            return "--help stands alone. To hand it to a program, write --program=--help.";
        }

        return args.FirstOrDefault(argument => argument.EndsWith('=') && parsed.RootCommandResult.Command.Options.Any(option => option.Name == argument[..^1])) is { } empty
            ? $"'{empty}' has no value."
            : null;
    }

    private static async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new RunOptions(arguments.GetValue(s_yes), arguments.GetValue(s_json), arguments.GetValue(s_resume) is not null);
        RunPlan? plan = null;
        try
        {
            if (arguments.GetValue(s_forks) is not null)
            {
                return await ForksPlay.RunAsync(options, cancellationToken);
            }

            plan = await PlanAsync(arguments, cancellationToken);
            return await QuickstartRun.RunAsync(plan, options, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(plan is null ? "Interrupted before anything began." : $"Interrupted. Go on with: --resume {plan.Folder}");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is AoException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(Printable.Clean(exception.Message));
            if (plan is not null && !options.Resumed)
            {
                RunFolder.Discard(plan.Folder);
            }

            return ExitCodes.BadInput;
        }
    }

    private static async Task<RunPlan> PlanAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(s_resume) is { } folder)
        {
            return await RunPlanFile.LoadAsync(folder.FullName, cancellationToken);
        }

        var agent = new AgentArguments(arguments.GetValue(s_agent)!, arguments.GetValue(s_interactive), arguments.GetValue(s_program) ?? []);
        if (arguments.GetValue(s_repository) is not { } repository)
        {
            return await NewRun.OfSampleAsync(agent, cancellationToken);
        }

        var tasks = new List<string>(arguments.GetValue(s_tasks) ?? []);
        foreach (var file in arguments.GetValue(s_taskFiles) ?? [])
        {
            tasks.Add(await TaskFile.ReadAsync(file, cancellationToken));
        }

        var scm = arguments.GetValue(s_scm)!;
        return await NewRun.OfRepositoryAsync(
            new RepositoryArguments
            {
                Scm = scm,
                GitHubAddress = arguments.GetValue(s_address),
                Repository = PlannedScm.Resolve(scm, repository),
                BaseBranch = arguments.GetValue(s_base),
                Tasks = tasks,
                Agent = agent,
                Verify = arguments.GetValue(s_verify) ?? [],
            },
            cancellationToken);
    }
}
