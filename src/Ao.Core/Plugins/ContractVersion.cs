using System.Globalization;
using System.Reflection;

namespace Ao.Plugins;

/// <summary>The version of the contract between host and plugins: a host of 1.n runs plugins built on 1.0 to 1.n.</summary>
internal readonly record struct ContractVersion(int Major, int Minor)
{
    public static ContractVersion Host { get; } = Parse(typeof(IAoPlugin).Assembly.GetCustomAttribute<AoContractAttribute>()?.Version)
        ?? throw new InvalidOperationException("Ao.Abstractions carries no contract version: its build is broken.");

    /// <summary>Says why a plugin cannot run on this host, or gives <see langword="null"/> where it can.</summary>
    public static string? FindProblem(string? stamped)
    {
        if (Parse(stamped) is not { } needed)
        {
            return $"carries no contract version{(stamped is null ? "" : $" that can be read ('{Printable.Quote(stamped)}')")}. Set AoPluginId in its project, reference the package Ao.Abstractions and build it again";
        }

        if (needed.Major != Host.Major)
        {
            return $"was built on contract {needed}; this host has {Host} and runs plugins built on {Host.Major}.0 to {Host}. Install a version of the plugin for contract {Host.Major}, or use a host of contract {needed.Major}";
        }

        return needed.Minor > Host.Minor
            ? $"needs contract {needed}; this host has {Host}. Upgrade the host, or rebuild the plugin against Ao.Abstractions {Host}"
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    private static ContractVersion? Parse(string? text) =>
        text?.Split('.') is [var major, var minor]
        && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var majorNumber)
        && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var minorNumber)
            ? new ContractVersion(majorNumber, minorNumber)
            : null;
}
