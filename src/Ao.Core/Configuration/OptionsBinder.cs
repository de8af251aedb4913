using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Binds a section to the options classes of this namespace and reports everything that does not fit.</summary>
/// <remarks>The framework's binder stops at the first value that it cannot read and lists unknown keys without what was meant.</remarks>
internal sealed class OptionsBinder(ConfigurationProblems problems)
{
    private const string SchemaKey = "$schema";

    /// <summary>Binds the children of a section to the properties of an object.</summary>
    public void Bind(IConfiguration section, object target, string key = "")
    {
        var properties = PropertiesOf(target.GetType());
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var property))
            {
                property.SetValue(target, Read(child, property.PropertyType, property.GetValue(target), Join(key, child.Key)));
            }
            else if (key.Length > 0 || child.Key != SchemaKey)
            {
                problems.Add(Join(key, child.Key), $"is not a setting. {NearestName.Suggest(child.Key, properties.Keys)}");
            }
        }
    }

    /// <summary>Gives the properties of an options class by name.</summary>
    public static FrozenDictionary<string, PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.CanWrite)
        .ToFrozenDictionary(static property => property.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether a type is one of the options classes.</summary>
    public static bool IsOptions(Type type) => type.IsClass && type.Namespace == typeof(AoOptions).Namespace;

    public static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";

    private object? Read(IConfigurationSection section, Type type, object? current, string key)
    {
        if (type == typeof(IConfigurationSection))
        {
            return section;
        }

        var scalar = Nullable.GetUnderlyingType(type) ?? type;
        if (ScalarReader.Reads(scalar))
        {
            return ReadScalar(section, scalar, current, key);
        }

        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add(key, "is a single value where settings, or a list of them, are expected. Put them beneath it");
            return current;
        }

        if (IsOptions(type))
        {
            var options = current ?? Activator.CreateInstance(type)!;
            Bind(section, options, key);
            return options;
        }

        var arguments = type.GetGenericArguments();
        return arguments.Length == 2
            ? ReadDictionary(section, arguments[1], (IDictionary)current!, key)
            : ReadList(section, arguments[0], (IList)current!, key);
    }

    private object? ReadScalar(IConfigurationSection section, Type type, object? current, string key)
    {
        if (section.GetChildren().Any())
        {
            problems.Add(key, "has settings beneath it where a single value is expected");
            return current;
        }

        if (section.Value is not { } text)
        {
            return current;
        }

        var (value, problem) = ScalarReader.Read(text, type);
        if (problem is null)
        {
            return value;
        }

        problems.Add(key, problem);
        return current;
    }

    private IDictionary ReadDictionary(IConfigurationSection section, Type valueType, IDictionary dictionary, string key)
    {
        foreach (var child in section.GetChildren())
        {
            var childKey = Join(key, child.Key);
            var current = dictionary.Contains(child.Key) ? dictionary[child.Key] : null;
            var value = Read(child, valueType, current ?? DefaultOf(valueType), childKey);
            if (value is not null)
            {
                dictionary[child.Key] = value;
            }
        }

        return dictionary;
    }

    private IList ReadList(IConfigurationSection section, Type itemType, IList current, string key)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0 && section.Value is null)
        {
            return current;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        foreach (var child in children)
        {
            var childKey = Join(key, child.Key);
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                problems.Add(childKey, "is a named setting where a list is expected. Write its entries as a list");
            }
            else if (Read(child, itemType, DefaultOf(itemType), childKey) is { } item && !problems.Has(childKey))
            {
                list.Add(item);
            }
            else if (!problems.Has(childKey))
            {
                problems.Add(childKey, "is empty. Give it a value or remove the entry");
            }
        }

        return list;
    }

    private static object? DefaultOf(Type type) => IsOptions(type) ? Activator.CreateInstance(type) : null;
}
