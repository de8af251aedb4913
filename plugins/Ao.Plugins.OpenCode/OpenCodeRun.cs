using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Ao.Runtimes;

namespace Ao.Plugins.OpenCode;

/// <summary>What one run was launched with. It is written down before the launch, so that a launch that is prepared again is the same.</summary>
internal sealed record OpenCodeRun
{
    /// <summary>Gets the port on loopback that OpenCode's server listens on.</summary>
    public required int Port { get; init; }

    /// <summary>Gets the server's password.</summary>
    public required string Password { get; init; }

    /// <summary>Gets the conversation to go on with.</summary>
    public string? Conversation { get; init; }

    /// <summary>Gets the id of the message that the prompt is.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets whether there is a prompt.</summary>
    public bool HasPrompt { get; init; }

    public static string FileIn(string stateFolder, RunId run) => Name(stateFolder, run, "run", "json");

    /// <summary>Gives the file that what happens is written to.</summary>
    public static string LogIn(string stateFolder, RunId run) => Name(stateFolder, run, "events", "jsonl");

    public static string PromptIn(string stateFolder, RunId run) => Name(stateFolder, run, "prompt", "md");

    public static string ConfigIn(string stateFolder, RunId run) => Name(stateFolder, run, "config", "json");

    /// <summary>Gives the title of the conversation that a run starts, by which it is known again.</summary>
    public static string TitleOf(RunId run) => $"Ao {run}";

    public static OpenCodeRun? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), OpenCodeJson.Default.OpenCodeRun) : null;

    /// <summary>Makes a run with a free port and a new password.</summary>
    public static OpenCodeRun New()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new OpenCodeRun { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Password = RandomNumberGenerator.GetHexString(32, lowercase: true) };
    }

    private static string Name(string stateFolder, RunId run, string name, string extension) =>
        Path.Combine(stateFolder, "opencode", string.Create(CultureInfo.InvariantCulture, $"{name}-{run.Number}.{extension}"));
}
