using Ao.Configuration;
using Ao.TestSupport;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Core.Tests.Sessions;

/// <summary>What outlives an engine: its data folder, and the fakes that stand for the world outside.</summary>
internal sealed class World : IDisposable
{
    private readonly TempFolder _folder = new();

    public World()
    {
        Options = new AoOptions
        {
            DataFolder = _folder.Combine("data"),
            Projects = { ["shop"] = new ProjectOptions { Path = _folder.Path } },
        };
    }

    public AoOptions Options { get; }

    public ProjectOptions Project => Options.Projects["shop"];

    /// <summary>Gets or sets the journal that each engine opens anew.</summary>
    public InMemoryJournal Journal { get; set; } = new();

    public FakeAgent Agent { get; } = new();

    public FakeRuntime Runtime { get; } = new();

    public FakeScm Scm { get; init; } = new();

    /// <summary>Gets or sets the time that engines live in.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Gets the plugins beside agent, runtime and scm.</summary>
    public List<object> Others { get; } = [];

    /// <summary>Gets or sets whether engines look at pull requests and react of themselves.</summary>
    public bool Reacts { get; set; }

    /// <summary>Gets or sets what puts other parts in the place of the engine's own.</summary>
    public Action<IServiceCollection>? Replaces { get; set; }

    /// <summary>Gives a path that nobody else uses.</summary>
    public string Combine(string name) => _folder.Combine(name);

    public FakeTracker Tracker { get; init; } = new();

    public FakeReporter Reporter { get; } = new();

    public FakeNotifier Notifier { get; } = new();

    /// <summary>Gets plugins that go by another name than the ones above.</summary>
    public Dictionary<string, object> Named { get; } = [];

    /// <summary>Has the host run a command that exits as told, and writes a line before.</summary>
    public void VerifyWith(string program, params string[] arguments) =>
        Project.Verification.Commands = [new VerificationCommandOptions { Name = "check", Command = [program, .. arguments] }];

    public void Dispose() => _folder.Dispose();
}
