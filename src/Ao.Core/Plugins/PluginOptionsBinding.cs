using System.Collections;
using System.Collections.Frozen;
using System.Reflection;
using Ao.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Binds a plugin's options key by key, and reports every key that is unknown and every value that cannot be read, beside what the other validators find.</summary>
/// <remarks>The framework's binder alone stops at the first value that it cannot read.</remarks>
internal sealed class PluginOptionsBinding<TOptions>(IConfiguration configuration) : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    private readonly ConfigurationProblems _problems = new(configuration);

    public void Configure(TOptions options)
    {
        foreach (var child in configuration.GetChildren())
        {
            if (FindUnknown(child, typeof(TOptions), child.Key))
            {
                continue;
            }

            try
            {
                Only(child).Bind(options);
            }
            catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
            {
                _problems.Add(child.Key, $"cannot be read as {Describe(PropertiesOf(typeof(TOptions))[child.Key].PropertyType)}");
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        _problems.Lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_problems.Lines);

    /// <summary>Reports a key that no property has, here or in a class beneath.</summary>
    private bool FindUnknown(IConfigurationSection section, Type type, string key)
    {
        var properties = PropertiesOf(type);
        if (!properties.TryGetValue(section.Key, out var property))
        {
            _problems.Add(key, $"is not a setting. {NearestName.Suggest(section.Key, properties.Keys)}");
            return true;
        }

        var (nested, depth) = ElementOf(property.PropertyType, 0);
        if (nested.IsClass && nested.Assembly == typeof(TOptions).Assembly)
        {
            FindUnknownBeneath(section, nested, key, depth);
        }

        return false;
    }

    private void FindUnknownBeneath(IConfigurationSection section, Type type, string key, int depth)
    {
        foreach (var child in section.GetChildren())
        {
            var childKey = OptionsBinder.Join(key, child.Key);
            if (depth > 0)
            {
                FindUnknownBeneath(child, type, childKey, depth - 1);
            }
            else
            {
                FindUnknown(child, type, childKey);
            }
        }
    }

    /// <summary>Gives what a collection, or a collection of collections, is of, and how many keys or positions lie above it.</summary>
    private static (Type Element, int Depth) ElementOf(Type type, int depth) => type switch
    {
        { IsArray: true } => ElementOf(type.GetElementType()!, depth + 1),
        { IsGenericType: true } when type.IsAssignableTo(typeof(IEnumerable)) => ElementOf(type.GetGenericArguments()[^1], depth + 1),
        _ => (type, depth),
    };

    /// <summary>Gives what can be set: properties with a setter, and the collections and classes that are filled in place.</summary>
    private static FrozenDictionary<string, PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.GetIndexParameters().Length == 0 && (property.SetMethod is { IsPublic: true } || !(property.PropertyType.IsValueType || property.PropertyType == typeof(string))))
        .ToFrozenDictionary(static property => property.Name, StringComparer.OrdinalIgnoreCase);

    private IConfigurationRoot Only(IConfigurationSection child)
    {
        var start = configuration is IConfigurationSection { Path: { Length: > 0 } path } ? path.Length + 1 : 0;
        return new ConfigurationBuilder()
            .AddInMemoryCollection(child.AsEnumerable().Select(pair => KeyValuePair.Create(pair.Key[start..], pair.Value)))
            .Build();
    }

    private static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(plain))}" : plain.Name;
    }
}
