using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>Prepares the home that OpenCode sees: its folders inside the session's own, with the user's sign-in and configuration linked in.</summary>
internal static class OpenCodeHome
{
    /// <summary>The variables by which providers' keys and addresses are documented to be given.</summary>
    private static readonly string[] s_passedOn =
    [
        "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENROUTER_API_KEY", "GEMINI_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY",
        "GROQ_API_KEY", "MISTRAL_API_KEY", "DEEPSEEK_API_KEY", "XAI_API_KEY", "OPENCODE_API_KEY", "OPENCODE_AUTH_CONTENT",
    ];

    /// <summary>Settings that keep OpenCode from reaching out while it starts; a project may set them otherwise.</summary>
    private static readonly KeyValuePair<string, string>[] s_defaults =
    [
        new("OPENCODE_DISABLE_AUTOUPDATE", "1"),
        new("OPENCODE_DISABLE_MODELS_FETCH", "1"),
        new("OPENCODE_DISABLE_LSP_DOWNLOAD", "1"),
        new("OPENCODE_DISABLE_TERMINAL_TITLE", "1"),
        new("npm_config_fetch_retries", "0"),
    ];

    private static readonly string[] s_configNames = ["opencode.json", "opencode.jsonc", "config.json"];
    private static readonly string s_user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static string SignInFile => Path.Combine(s_user, ".local/share/opencode/auth.json");

    /// <summary>Gives the configuration that the user keeps for all projects, where there is one.</summary>
    public static string? UserConfig => s_configNames.Select(static name => Path.Combine(s_user, ".config/opencode", name)).FirstOrDefault(File.Exists);

    /// <summary>Tells whether a key of a provider is given to the tool.</summary>
    public static bool HasKey(AgentSettings settings) => s_passedOn.Any(name => name.EndsWith("_API_KEY", StringComparison.Ordinal)
        && (settings.Environment.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name)) is { Length: > 0 });

    public static Dictionary<string, string> Prepare(AgentLaunchRequest request, OpenCodeSettings settings)
    {
        var home = request.HomeFolder;
        var config = Path.Combine(home, ".config");
        var data = Path.Combine(home, ".local/share");
        LinkConfig(settings.Config, Path.Combine(config, "opencode"));
        Link(SignInFile, Path.Combine(data, "opencode/auth.json"));
        SkipInstallation(Path.Combine(config, "opencode"));

        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in s_passedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in s_defaults.Concat(request.Settings.Environment))
        {
            environment[name] = value;
        }

        environment["XDG_CONFIG_HOME"] = config;
        environment["XDG_DATA_HOME"] = data;
        environment["XDG_CACHE_HOME"] = Path.Combine(home, ".cache");
        environment["XDG_STATE_HOME"] = Path.Combine(home, ".local/state");
        return environment;
    }

    /// <summary>Gives the tool the project's configuration, or else the user's own.</summary>
    private static void LinkConfig(string? config, string folder)
    {
        if (config is null || !OpenCodeSettings.IsInline(config))
        {
            var target = config ?? UserConfig;
            Link(target, Path.Combine(folder, config is null && target is not null ? Path.GetFileName(target) : "opencode.json"));
            return;
        }

        // Whatever was linked there before is the user's file and stays as it is.
        var file = new FileInfo(Path.Combine(folder, "opencode.json"));
        Link(null, file.FullName);
        File.WriteAllText(file.FullName, config);
        if (!OperatingSystem.IsWindows())
        {
            file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
    }

    /// <summary>Links a file of the user's to where the tool looks, in place of an older link. A file that the tool wrote there itself stays.</summary>
    private static void Link(string? target, string link)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        var there = new FileInfo(link);
        if (there.LinkTarget is not null)
        {
            there.Delete();
        }

        if (target is not null && File.Exists(target) && !File.Exists(link))
        {
            File.CreateSymbolicLink(link, target);
        }
    }

    /// <summary>
    /// With a plugin configured OpenCode first installs the package that plugins are written with, and waits for it: minutes where no registry is
    /// reached. Ours needs none of it, and OpenCode installs nothing that is there by the look of the folder.
    /// </summary>
    private static void SkipInstallation(string folder)
    {
        var locks = Path.Combine(folder, "package-lock.json");
        Directory.CreateDirectory(Path.Combine(folder, "node_modules"));
        if (!File.Exists(locks))
        {
            File.WriteAllText(locks, """{"name":"opencode","lockfileVersion":3,"packages":{"":{"dependencies":{"@opencode-ai/plugin":"*"}}}}""");
        }
    }
}
